import { expect, test } from 'vitest'
import { loadPod } from '#config'
import { podModel } from '#model'
import { provingTenant } from '../../cli/twin-proof.ts'
import { leastPod, podFolder } from '../kit/pod-folder.ts'

const tenant = (name: string, burst: number, access: string) =>
  `name: ${name}\ntitle: ${name}\ngpus: { guaranteed: 8, burst: ${burst} }\nnamespaces: { train: {} }\n` +
  `sensitivity: open\naccess: ${access}\n`

async function proving(tenants: Readonly<Record<string, string>>) {
  const spares = '{ generation: dgx-h100, scalableUnits: 1, spares: { shared: 2 } }'
  const files = { 'superpod.yaml': leastPod.replace(/\{.*\}/, spares), ...tenants }
  const found = provingTenant(podModel(await loadPod(podFolder(files), 'twin')))
  return found && { tenant: found.tenant.name, systems: found.systems }
}

test('a twin is proven by the tenant whose members may hold most systems', async () => {
  const tenants = {
    'tenants/ada.yaml': tenant('ada', 64, '{ members: [ada] }'),
    'tenants/bob.yaml': tenant('bob', 96, '{ members: [bob] }'),
  }
  expect(await proving(tenants)).toEqual({ tenant: 'bob', systems: 12 })
})

test('a gang for the proof leaves spare systems alone, which no quota covers', async () => {
  expect(await proving({ 'tenants/ada.yaml': tenant('ada', 248, '{ members: [ada] }') })).toEqual({
    tenant: 'ada',
    systems: 29,
  })
})

test('a tenant without members proves nothing: nobody of it may submit', async () => {
  expect(await proving({ 'tenants/ada.yaml': tenant('ada', 64, '{ admins: [leads] }') })).toBeUndefined()
})
