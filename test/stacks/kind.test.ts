import { describe, expect, test } from 'vitest'
import type { KubeObject } from '#core'
import { kindSimulatedNodes, kindWorkers, podModel } from '#model'
import { rendered } from '#render'
import { anyPod } from '../kit/any-pod.ts'
import { gefionStacks, loadedGefion } from '../kit/gefion.ts'
import { resourceAt, valuesAt } from '../kit/loose-stack.ts'

const model = podModel(await loadedGefion('kind'))
const stacks = await gefionStacks('kind')
const json = (name: string) => stacks.get(`gefion-kind-${name}`)?.json ?? {}

interface KindNode {
  readonly role: string
  readonly labels: Record<string, string>
  readonly kubeadm_config_patches: readonly string[]
}

describe('Gefion on kind', () => {
  const {
    kind_config: [config],
  } = resourceAt(json('cluster'), 'kind_cluster.cluster') as {
    kind_config: [{ node: KindNode[]; networking: [Record<string, unknown>] }]
  }

  test('is a control plane that controllers run on, and a worker for each unit that has a shared system', () => {
    const [controlPlane, ...workers] = config.node
    expect(controlPlane).toMatchObject({ role: 'control-plane', labels: { 'superpod/role': 'management' } })
    expect(controlPlane?.kubeadm_config_patches.join()).toContain('taints: []')
    expect(workers.map(({ labels }) => labels['superpod/scalable-unit'])).toEqual([
      ...new Set(workers.map(({ labels }) => labels['superpod/scalable-unit'])),
    ])
    expect(workers.length).toBeGreaterThanOrEqual(4)
    for (const {
      role,
      labels,
      kubeadm_config_patches: [patch = ''],
    } of workers) {
      expect(role).toBe('worker')
      expect(labels).toMatchObject({ 'superpod/pool': 'shared', 'nvidia.com/gpu.present': 'true' })
      // the device plugin of the fake operator tolerates this one and no other
      expect(JSON.parse(patch).nodeRegistration.taints).toEqual([
        { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
      ])
    }
  })

  test('listens on this computer alone, and has the networks of the pod', () => {
    expect(config.networking).toEqual([
      { api_server_address: '127.0.0.1', pod_subnet: '10.244.0.0/16', service_subnet: '10.96.0.0/16' },
    ])
  })

  test('has every system once, played by a container or by KWOK: the ledger is that of the machine', () => {
    const played = [
      ...kindWorkers(model).map(({ system }) => system.name),
      ...kindSimulatedNodes(model).map(({ name }) => name),
    ]
    expect(played.sort()).toEqual(model.systems.map(({ name }) => name).sort())
    const nodes = objects('simulated-systems')
    expect(nodes).toHaveLength(191 - kindWorkers(model).length)
    const gpus = nodes.map(({ status }) =>
      Number((status as { capacity: Record<string, string> }).capacity['nvidia.com/gpu']),
    )
    expect(gpus.reduce((sum, count) => sum + count, 8 * kindWorkers(model).length)).toBe(1528)
  })

  test('lets KWOK play the nodes that say so, and no worker', () => {
    for (const { metadata } of objects('simulated-systems')) {
      expect((metadata as { annotations?: unknown }).annotations).toEqual({ 'kwok.x-k8s.io/node': 'fake' })
    }
    const config = objects('kwok').find(({ kind }) => kind === 'ConfigMap') as
      | { data?: Record<string, string> }
      | undefined
    const [options, ...stages] = (config?.data?.['kwok.yaml'] ?? '').split('\n---\n').map((text) => JSON.parse(text))
    expect(options.options).toMatchObject({ manageAllNodes: false })
    expect(stages.map(({ kind }) => kind)).toEqual(stages.map(() => 'Stage'))
    expect(stages.length).toBeGreaterThan(4)
  })

  test('makes up as many GPUs on a worker as its system has', () => {
    const { topology } = valuesAt(json('platform'), 'helm_release.fake-gpu-operator') as {
      topology: { nodePools: { default: unknown } }
    }
    expect(topology.nodePools.default).toMatchObject({ gpuCount: 8 })
  })

  function objects(release: string): (KubeObject & { status?: unknown })[] {
    return rendered(json('platform')).releases.flatMap(({ name, objects: own }) =>
      name === release ? [...(own ?? [])] : [],
    )
  }
})

test('a pod of many units has eight workers on kind, and no more', () => {
  expect(kindWorkers(anyPod({ generation: 'dgx-h100', scalableUnits: 12 }))).toHaveLength(8)
})
