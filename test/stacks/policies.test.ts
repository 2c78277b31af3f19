import { expect, test } from 'vitest'
import { type LoadedPod, Tenant } from '#config'
import { podModel } from '#model'
import type { TerraformJson } from '#terraform'
import { loadedGefion, stacksOf } from '../kit/gefion.ts'
import { resourceAt, valuesAt } from '../kit/loose-stack.ts'

const file = {
  name: 'robotics',
  title: 'Robots that learn',
  gpus: { guaranteed: 8, burst: 8 },
  namespaces: { train: {} },
  sensitivity: 'internal',
}

async function withTenant(changes: object): Promise<ReadonlyMap<string, { json: TerraformJson }>> {
  const loaded: LoadedPod = await loadedGefion('metal')
  const tenants = [...loaded.tenants, Tenant.parse({ ...file, ...changes })]
  return stacksOf(podModel({ ...loaded, tenants }))
}

async function terms(changes: object): Promise<unknown> {
  const stack = (await withTenant(changes)).get('gefion-metal-tenant-robotics')
  const { metadata } = resourceAt(stack?.json ?? {}, 'kubernetes_namespace_v1.train')
  return (metadata as { annotations?: unknown }).annotations
}

test('a tenant is granted the rails that its quota has, by name, and none without', async () => {
  expect(await terms({})).toBeUndefined()
  const names = [24, 64, 79, 94, 154, 192, 206, 220].map((bus) => `nvidia.com/resibp${bus}s0`)
  expect(await terms({ rdma: {} })).toEqual({ 'superpod/devices': names.join(',') })
})

test('a tenant’s own terms stand on its namespaces', async () => {
  expect(await terms({ registries: ['quay.io/b', 'quay.io/a'], wholeSystems: true })).toEqual({
    'superpod/registries': 'quay.io/a,quay.io/b',
    'superpod/whole-systems': '8',
  })
})

test('a sensitive tenant names images by digest and takes whole systems', async () => {
  expect(await terms({ sensitivity: 'sensitive' })).toEqual({
    'superpod/image-digests': 'required',
    'superpod/service-account-tokens': 'refused',
    'superpod/whole-systems': '8',
  })
})

test('a tenant may be held to some of the pod’s classes', async () => {
  expect(await terms({ priorities: ['normal', 'low'] })).toEqual({ 'superpod/priorities': 'low,normal' })
})

test('pods of a sensitive tenant that say nothing get no token; those of others do', async () => {
  const account = async (sensitivity: string) => {
    const json = (await withTenant({ sensitivity })).get('gefion-metal-tenant-robotics')?.json
    return json?.resource?.['kubernetes_default_service_account_v1']
  }
  expect(await account('sensitive')).toMatchObject({ train_site: { automount_service_account_token: false } })
  expect(await account('internal')).toBeUndefined()
})

test('a new tenant changes no policy', async () => {
  const policies = (stacks: ReadonlyMap<string, { json: TerraformJson }>) =>
    valuesAt(stacks.get('gefion-metal-platform')?.json ?? {}, 'helm_release.policies')
  const before = policies(stacksOf(podModel(await loadedGefion('metal'))))
  expect(policies(await withTenant({ registries: ['quay.io'], sensitivity: 'sensitive' }))).toEqual(before)
})
