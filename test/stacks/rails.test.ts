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
