import { describe, expect, test } from 'vitest'
import { type LoadedPod, Pod } from '#config'
import { podModel } from '#model'
import type { TerraformJson } from '#terraform'
import { loadedGefion, stacksOf } from '../kit/gefion.ts'
import { resourceAt, valuesAt } from '../kit/loose-stack.ts'

type Systems = Partial<Pod['systems']>

async function platform(systems: Systems = {}, networkOperator: object = {}): Promise<TerraformJson> {
  const loaded: LoadedPod = await loadedGefion('metal')
  if (!loaded.pod) throw new Error('Gefion has no pod')
  const parsed = Pod.parse({ name: 'gefion', systems: loaded.pod.systems, platform: { networkOperator } })
  const pod = { ...parsed, systems: { ...loaded.pod.systems, ...systems } }
  const stack = stacksOf(podModel({ ...loaded, pod })).get('gefion-metal-platform')
  return stack?.json ?? {}
}

const chain = ['network-operator', 'nic-cluster-policy', 'rail-addresses', 'rails']
const addresses = chain.map((name) => `helm_release.${name}`)

function objectsAt(json: TerraformJson, name: string): Record<string, { spec: Record<string, unknown> }> {
  return (valuesAt(json, `helm_release.${name}`) as { objects: Record<string, { spec: Record<string, unknown> }> })
    .objects
}

describe('the releases of rails', () => {
  test('come one behind the other: the operator, its policy, the addresses, and last what drains systems', async () => {
    const json = await platform()
    for (const [index, address] of addresses.entries()) {
      if (index === 0) continue
      expect(resourceAt(json, address)['depends_on']).toEqual([addresses[index - 1]])
    }
    expect(Object.keys(objectsAt(json, 'nic-cluster-policy'))).toEqual(['NicClusterPolicy/nic-cluster-policy'])
    expect(Object.keys(objectsAt(json, 'rail-addresses'))).toHaveLength(8)
    expect(Object.keys(objectsAt(json, 'rails'))).toHaveLength(10)
  })

  test('stay as they are when a system is bought, replaced, or taken out of service', async () => {
    const before = await platform()
    const changes: Systems[] = [
      { count: 180 },
      { count: 181 },
      { state: { 'su1-r01-s1': { state: 'rma' }, su2: { state: 'maintenance' } } },
      { state: { 'su1-r01': { state: 'outside' } } },
    ]
    for (const systems of changes) {
      const after = await platform(systems)
      for (const address of addresses) expect(resourceAt(after, address)).toEqual(resourceAt(before, address))
    }
  })

  test('are not there where nobody asked for rails', async () => {
    const json = await platform({}, { rails: { mode: 'none' } })
    expect(Object.keys(json.resource?.['helm_release'] ?? {}).filter((name) => chain.includes(name))).toEqual([
      'network-operator',
    ])
  })

  test('live in the namespace that Base Command Manager gives the operator, where config says so', async () => {
    const json = await platform({}, { namespace: 'network-operator' })
    expect(resourceAt(json, 'kubernetes_namespace_v1.network-operator')['metadata']).toMatchObject({
      labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
    })
    expect(Object.keys(objectsAt(json, 'rails'))).toContain('SriovNetworkNodePolicy/network-operator/rail0')
  })
})

describe('a change of rails', () => {
  const rollout = async (rails: object) => {
    const objects = objectsAt(await platform({}, { rails }), 'rails')
    return ['canary', 'others'].map((name) => objects[`SriovNetworkPoolConfig/nvidia-network-operator/${name}`]?.spec)
  }

  test('drains one system of the canary racks at a time, and leaves the others as they are', async () => {
    expect(await rollout({ canary: ['su1-r01', 'su4-r02'] })).toEqual([
      {
        maxUnavailable: 1,
        nodeSelector: { matchExpressions: [{ key: 'superpod/rack', operator: 'In', values: ['su1-r01', 'su4-r02'] }] },
      },
      {
        maxUnavailable: 0,
        nodeSelector: {
          matchExpressions: [
            { key: 'superpod/rack', operator: 'Exists' },
            { key: 'superpod/rack', operator: 'NotIn', values: ['su1-r01', 'su4-r02'] },
          ],
        },
      },
    ])
  })

  test('goes on to the others when all are let in', async () => {
    expect(await rollout({ rollout: 'all', maxUnavailable: 3 })).toMatchObject([
      { maxUnavailable: 3 },
      { maxUnavailable: 3 },
    ])
  })
})

describe('a tenant with rails', () => {
  const stackOf = async (tenant: string, rdma?: object, networkOperator: object = {}): Promise<TerraformJson> => {
    const loaded = await loadedGefion('metal')
    if (!loaded.pod) throw new Error('Gefion has no pod')
    const parsed = Pod.parse({ name: 'gefion', systems: loaded.pod.systems, platform: { networkOperator } })
    const tenants = loaded.tenants.map((each) =>
      each.name === tenant && rdma
        ? { ...each, rdma: { memlock: 'host' as const, podSecurity: 'restricted' as const, ...rdma } }
        : each,
    )
    const pod = { ...parsed, systems: loaded.pod.systems }
    return stacksOf(podModel({ ...loaded, pod, tenants })).get(`gefion-metal-tenant-${tenant}`)?.json ?? {}
  }
  const quota = (json: TerraformJson) =>
    (resourceAt(json, 'kubernetes_resource_quota_v1.train_quota')['spec'] as { hard: Record<string, string> }).hard

  test('has a network for each rail in each namespace, made where the operator runs', async () => {
    const objects = objectsAt(await stackOf('genomics', {}), 'rails')
    expect(Object.keys(objects)).toHaveLength(16)
    expect(objects['SriovIBNetwork/nvidia-network-operator/genomics-serve-rail7']?.spec).toEqual({
      resourceName: 'resibp220s0',
      networkNamespace: 'genomics-serve',
      linkState: 'enable',
      ipam: '{"type":"nv-ipam","poolName":"rail7"}',
    })
  })

  test('may hold the virtual functions that go with its GPUs; one without rails none', async () => {
    expect(quota(await stackOf('genomics', {}))).toMatchObject({
      'requests.nvidia.com/gpu': '240',
      'requests.nvidia.com/resibp24s0': '240',
    })
    const fewer = { rails: { virtualFunctions: 1 } }
    expect(quota(await stackOf('genomics', {}, fewer))).toMatchObject({ 'requests.nvidia.com/resibp24s0': '30' })
    expect(quota(await stackOf('genomics'))).toMatchObject({ 'requests.nvidia.com/resibp24s0': '0' })
  })

  test('changes nothing of tenants without rails, and they change with no rails of others', async () => {
    const off = await stackOf('genomics', undefined, { rails: { mode: 'none' } })
    expect(await stackOf('genomics', undefined, { rails: { virtualFunctions: 4 } })).toEqual(off)
  })

  test('with a partition key has the attachments themselves, which carry it', async () => {
    const objects = objectsAt(await stackOf('genomics', { partitionKey: '0x10' }), 'rails')
    const { spec } = objects['NetworkAttachmentDefinition/genomics-train/genomics-train-rail0'] ?? {}
    expect(JSON.parse(String(spec?.['config']))).toMatchObject({
      type: 'ib-sriov',
      pkey: '0x0010',
      ibKubernetesEnabled: true,
    })
  })

  test('keeps its namespaces restricted unless it has IPC_LOCK, which needs them privileged and guarded', async () => {
    const labels = async (rdma: object) =>
      (resourceAt(await stackOf('genomics', rdma), 'kubernetes_namespace_v1.train')['metadata'] as { labels: object })
        .labels
    expect(await labels({})).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' })
    expect(await labels({})).not.toHaveProperty(['superpod/memlock'])
    expect(await labels({ memlock: 'ipc-lock', podSecurity: 'privileged' })).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'privileged',
      'superpod/memlock': 'ipc-lock',
    })
  })
})
