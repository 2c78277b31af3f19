import { expect, test } from 'vitest'
import { generations } from '#catalog'
import { podModel, simulatedNodes } from '#model'
import { nodeObject } from '../../twin/twin-node.ts'
import { anyPod } from '../kit/any-pod.ts'
import { loadedGefion } from '../kit/gefion.ts'

const model = podModel(await loadedGefion())
const nodes = simulatedNodes(model)

test('the nodes of Gefion are its management nodes and its 191 systems, with 1,528 GPUs', () => {
  expect(nodes).toHaveLength(model.managementNodes.length + 191)
  const gpus = nodes.map(({ capacity }) => Number(capacity['nvidia.com/gpu'] ?? 0))
  expect(gpus.reduce((sum, count) => sum + count, 0)).toBe(1528)
})

test('a system carries its place and its GPUs as labels, and keeps away whatever asks for none', () => {
  expect(nodes.find(({ name }) => name === 'su1-r01-s1')).toMatchObject({
    labels: {
      'superpod/scalable-unit': 'su1',
      'superpod/rack': 'su1-r01',
      'nvidia.com/gpu.present': 'true',
      'nvidia.com/gpu.count': '8',
    },
    taints: expect.arrayContaining([{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }]),
    capacity: { cpu: '224', memory: '2Ti', 'nvidia.com/gpu': '8' },
  })
})

test('a system of a dedicated pool keeps everybody but its tenant away', () => {
  for (const pool of model.pools.filter(({ name }) => name !== 'shared')) {
    const names = new Set(pool.systems.map(({ name }) => name))
    for (const node of nodes.filter(({ name }) => names.has(name))) {
      expect(node.labels['superpod/pool']).toBe(pool.name)
      expect(node.taints).toContainEqual({ key: 'superpod/pool', value: pool.name, effect: 'NoSchedule' })
    }
  }
})

test('management nodes have no GPU, and take controllers only', () => {
  const management = nodes.filter(({ labels }) => labels['superpod/role'] === 'management')
  expect(management).toHaveLength(model.managementNodes.length)
  for (const { capacity, taints } of management) {
    expect(capacity).not.toHaveProperty('nvidia.com/gpu')
    expect(taints).toEqual([{ key: 'superpod/role', value: 'management', effect: 'NoSchedule' }])
  }
})

test('a system gives less to pods than it has', () => {
  const system = nodes.at(-1)
  expect(Number(system?.allocatable['cpu'])).toBeLessThan(Number(system?.capacity['cpu']))
})

test('nodes are ready from the start, each at an address of its own', () => {
  const objects = nodes.map((node, index) => nodeObject(node, index, new Date(0)))
  const addresses = objects.map(({ status }) => (status as { addresses: { address: string }[] }).addresses[0]?.address)
  expect(new Set(addresses).size).toBe(nodes.length)
  expect(objects[0]).toMatchObject({
    metadata: { labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' } },
    status: { conditions: expect.arrayContaining([expect.objectContaining({ type: 'Ready', status: 'True' })]) },
  })
})

test('a system out of service keeps work away; one that is outside is there, and in no pool', async () => {
  const loaded = await loadedGefion()
  if (!loaded.pod) throw new Error('Gefion has no pod')
  const state = { 'su1-r01-s1': { state: 'failed' }, su2: { state: 'outside' } } as const
  const stated = simulatedNodes(
    podModel({ ...loaded, pod: { ...loaded.pod, systems: { ...loaded.pod.systems, state } } }),
  )
  expect(stated).toHaveLength(nodes.length)
  const [failed, outside] = ['su1-r01-s1', 'su2-r01-s1'].map((name) => stated.find((node) => node.name === name))
  expect(failed?.labels).toMatchObject({ 'superpod/state': 'failed', 'superpod/pool': 'shared' })
  expect(failed?.taints).toContainEqual({ key: 'superpod/state', value: 'failed', effect: 'NoSchedule' })
  expect(outside?.labels).not.toHaveProperty('superpod/pool')
  expect(outside?.taints.map(({ key }) => key)).toEqual(['nvidia.com/gpu', 'superpod/state'])
})

test.each(Object.keys(generations))('a %s node has what its generation gives, and a mark on what none does', (name) => {
  const pod = anyPod({ generation: name, scalableUnits: 1 })
  const node = simulatedNodes(pod).at(-1)
  expect(node?.capacity['nvidia.com/gpu']).toBe(String(pod.generation.gpu.count))
  expect(node?.labels['kubernetes.io/arch']).toBe(pod.generation.arch.value)
  expect(node?.labels['superpod/nvlink-domain']).toBe(name.startsWith('dgx-gb') ? 'su1-r08' : undefined)
  expect(pod.topology.levels.includes('superpod/nvlink-domain')).toBe(name.startsWith('dgx-gb'))
  const unknown = [
    ...(pod.generation.cpuThreads.value === undefined ? ['cpu'] : []),
    ...(pod.generation.memoryGiB.value === undefined ? ['memory'] : []),
  ]
  expect(node?.placeholders).toEqual(unknown)
  expect(Object.values(node?.labels ?? {}).filter((label) => label.includes('undefined'))).toEqual([])
})
