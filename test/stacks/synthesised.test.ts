import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { LoadedPod } from '#config'
import { stableText } from '#core'
import { podModel } from '#model'
import { addresses, loadedGefion, repository, stacksOf } from '../kit/gefion.ts'

let gefion: LoadedPod
beforeAll(async () => {
  gefion = await loadedGefion()
})

const texts = (loaded: LoadedPod) =>
  new Map([...stacksOf(podModel(loaded))].map(([name, { json }]) => [name, stableText(json)]))

test('the same config gives the same JSON, with nothing of this machine or of today in it', () => {
  const first = texts(gefion)
  expect(texts(gefion)).toEqual(first)
  const everything = [...first.values()].join('')
  expect(everything).not.toContain(repository)
  expect(everything).not.toContain(new Date().toISOString().slice(0, 10))
})

test('every reference stays inside its stack', () => {
  for (const [, { json }] of stacksOf(podModel(gefion))) {
    const own = new Set(addresses({ json }))
    const references = JSON.stringify(json).match(/(?<!\$)\$\{[^}]*\}/g) ?? []
    for (const reference of references) {
      const [, address] = /^\$\{([a-z0-9_]+\.[a-z0-9_-]+)\.metadata\[0\]\.name\}$/.exec(reference) ?? []
      expect(own, reference).toContain(address)
    }
  }
})

test('removing a tenant changes no other tenant, and of the platform only what the tenant had in it', () => {
  const before = texts(gefion)
  fc.assert(
    fc.property(fc.constantFrom(...gefion.tenants), (gone) => {
      const after = texts({ ...gefion, tenants: gefion.tenants.filter((tenant) => tenant !== gone) })
      expect(after.has(`gefion-twin-tenant-${gone.name}`)).toBe(false)
      for (const [name, text] of after) {
        if (!name.endsWith('-platform')) expect(text).toBe(before.get(name))
      }
    }),
    { numRuns: 20 },
  )
})

test('removing a namespace removes its addresses and moves no other', () => {
  const tenants = gefion.tenants.filter((tenant) => Object.keys(tenant.namespaces).length > 1)
  fc.assert(
    fc.property(fc.constantFrom(...tenants), fc.nat(), (tenant, pick) => {
      const keys = Object.keys(tenant.namespaces)
      const gone = keys[pick % keys.length] ?? ''
      const namespaces = Object.fromEntries(Object.entries(tenant.namespaces).filter(([key]) => key !== gone))
      const changed = gefion.tenants.map((each) => (each === tenant ? { ...each, namespaces } : each))
      const stack = `gefion-twin-tenant-${tenant.name}`
      const before = stacksOf(podModel(gefion)).get(stack)
      const after = stacksOf(podModel({ ...gefion, tenants: changed })).get(stack)
      if (!before || !after) throw new Error(`no stack ${stack}`)
      const kept = addresses(before).filter((address) => !new RegExp(`\\.${gone}(_|$)`).test(address))
      expect(addresses(after)).toEqual(kept)
      for (const address of kept.filter((each) => !each.startsWith('helm_release.'))) {
        const [type = '', name = ''] = address.split('.')
        expect(after.json.resource?.[type]?.[name]).toEqual(before.json.resource?.[type]?.[name])
      }
    }),
    { numRuns: 20 },
  )
})

test('a namespace may have the name of anything that a stack has in it', () => {
  const [tenant] = gefion.tenants
  if (!tenant) throw new Error('Gefion has no tenants')
  const namespaces = { backend: {}, queues: {}, helm: {}, kubernetes: {}, resource: {}, default: {}, network: {} }
  const loaded = { ...gefion, tenants: [{ ...tenant, namespaces }] }
  const stack = stacksOf(podModel(loaded)).get(`gefion-twin-tenant-${tenant.name}`)
  const names = addresses(stack ?? { json: {} }).filter((address) => address.startsWith('kubernetes_namespace_v1.'))
  expect(names).toEqual(
    Object.keys(namespaces)
      .sort()
      .map((key) => `kubernetes_namespace_v1.${key}`),
  )
})

test('a sensitive tenant is in no cohort, and a retired one is promised nothing and drained', () => {
  const stacks = stacksOf(podModel(gefion))
  const queue = (tenant: string) => {
    const release = stacks.get(`gefion-twin-tenant-${tenant}`)?.json.resource?.['helm_release']?.['queues']
    return JSON.parse(String(release?.['values'])).objects[`ClusterQueue/${tenant}`].spec
  }
  expect(queue('genomics')).not.toHaveProperty('cohortName')
  expect(queue('danish-language')).toMatchObject({ cohortName: 'gefion' })
  // who holds an active tenant's queue in the cluster is not overruled
  expect(queue('danish-language')).not.toHaveProperty('stopPolicy')
  const retired = gefion.tenants.find((tenant) => tenant.state === 'retired')
  const spec = queue(retired?.name ?? '')
  expect(spec.stopPolicy).toBe('HoldAndDrain')
  const quotas = spec.resourceGroups[0].flavors[0].resources.map(
    (resource: { nominalQuota: string }) => resource.nominalQuota,
  )
  expect(new Set(quotas)).toEqual(new Set(['0']))
})
