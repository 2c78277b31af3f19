import { beforeAll, describe, expect, test } from 'vitest'
import { type PodModel, podModel } from '#model'
import { tenantPage } from '#view'
import { anyPod } from '../kit/any-pod.ts'
import { loadedGefion } from '../kit/gefion.ts'

let gefion: PodModel
beforeAll(async () => {
  gefion = podModel(await loadedGefion())
})

/** What a reader reads: text without markup, style and spaces. */
function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
}

const tenantOf = (model: PodModel, name: string) => {
  const tenant = model.tenants.find((each) => each.name === name)
  if (!tenant) throw new Error(`no tenant ${name}`)
  return tenant
}

test('the page of a tenant names no other tenant: neither by name, title, namespace or group', () => {
  for (const tenant of gefion.tenants) {
    const html = tenantPage(gefion, tenant)
    const own = JSON.stringify(tenant)
    for (const other of gefion.tenants.filter((each) => each !== tenant)) {
      const { name, title, namespaces, groups, contact = title } = other
      const words = [name, title, contact, ...namespaces.map((each) => each.name), ...Object.values(groups).flat()]
      for (const word of words.filter((each) => !own.includes(each))) expect(html).not.toContain(word)
    }
  }
})

test('it needs nothing else: no script runs on it, no address is asked for', () => {
  const html = tenantPage(gefion, tenantOf(gefion, 'genomics'))
  expect(html).not.toMatch(/<script|src=|url\(|https?:/)
  expect(html).toContain("default-src 'none'")
  expect(tenantPage(gefion, tenantOf(gefion, 'genomics'))).toBe(html)
})

test('it says what a sensitive tenant on systems of its own has, and is held to', () => {
  const text = textOf(tenantPage(gefion, tenantOf(gefion, 'genomics')))
  for (const said of [
    'Genomic foundation models on health data',
    'systems of its own: 32 systems of DGX H100, 256 GPUs',
    'guaranteed 240 GPUs, 6,240 CPUs',
    'borrows nothing: its systems are its own',
    'genomics-serve inference for the consortium default 240',
    'sensitive: 1 PiB are granted',
    'service accounts pods get no token of one',
    'orders its own work: low, normal or high',
    'admin oidc:genomics-leads',
    'no sessions into pods, but while break-glass is open',
    'whole systems: a container that asks for GPUs asks for 8',
    'named by digest',
    'rails none',
    '2027-12-31 the last day',
  ]) {
    expect(text).toContain(said)
  }
})

describe('a tenant of the shared pool', () => {
  const tenants = {
    ada: {
      gpus: { guaranteed: 8, burst: 24, lend: 0 },
      access: { members: ['ada'] },
      storage: { scratch: '10Ti' },
      egress: { data: { cidr: '192.0.2.0/24', ports: [443, 8443] } },
      registries: ['registry.example.org'],
      contact: 'ada-leads@example.org',
    },
    bob: { gpus: { guaranteed: 8, burst: 8 }, state: 'suspended' },
    eve: { gpus: { guaranteed: 8, burst: 8 }, state: 'retired' },
  }
  const model = anyPod({ generation: 'dgx-h100', scalableUnits: 1 }, { tenants })

  test('reads what it borrows and lends, where it may go, and whom to ask', () => {
    const text = textOf(tenantPage(model, tenantOf(model, 'ada')))
    for (const said of [
      'contact ada-leads@example.org',
      'borrows up to 16 GPUs that others leave unused',
      'lends nothing',
      'egress data 192.0.2.0/24, TCP 443 and 8443',
      'from registry.example.org alone',
      'member oidc:ada',
      'viewer nobody',
    ]) {
      expect(text).toContain(said)
    }
  })

  test('reads what being suspended or retired means', () => {
    expect(textOf(tenantPage(model, tenantOf(model, 'bob')))).toContain('nothing new is admitted, and what runs ends')
    const retired = textOf(tenantPage(model, tenantOf(model, 'eve')))
    expect(retired).toContain('At most 0 GPUs')
    expect(retired).toContain('copy what is needed')
  })
})
