import { expect, test } from 'vitest'
import { gpuLabels, type PodModel, placeLabels, placeTaints, podModel, systemDevices } from '#model'
import type { LiveMachine, LiveNode } from '../../verify/live-machine.ts'
import { systemChecks } from '../../verify/system-checks.ts'
import { loadedGefion } from '../kit/gefion.ts'

const model = podModel(await loadedGefion())

/** What a machine that is as config has it would answer. */
function healthyNodes({ systems, pools, generation }: PodModel): LiveNode[] {
  return systems.map((system) => {
    const pool = pools.find((each) => each.systems.some(({ name }) => name === system.name))
    const devices = Object.entries(systemDevices(system, pool)).map(([name, count]) => [name, String(count)])
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: system.name,
        uid: system.name,
        resourceVersion: '1',
        labels: { ...gpuLabels(generation), ...placeLabels(system, pool) },
      },
      spec: { taints: placeTaints(system, pool) },
      status: {
        allocatable: Object.fromEntries(devices),
        conditions: [{ type: 'Ready', status: 'True' }],
        nodeInfo: { kernelVersion: '6.8', osImage: 'DGX OS 7' },
      },
    }
  })
}

const machine = (nodes: readonly LiveNode[] | undefined): LiveMachine => {
  return {
    ...{ nodes, queues: undefined, storageClasses: undefined, bindings: undefined, version: undefined },
    ...{ records: undefined, findings: [] },
  }
}

const found = (nodes: readonly LiveNode[], of: PodModel = model) =>
  systemChecks(of, machine(nodes)).flatMap(({ findings }) => findings.map(({ code, severity }) => [code, severity]))

const changed = (index: number, change: (node: LiveNode) => LiveNode) =>
  healthyNodes(model).map((node, at) => (at === index ? change(node) : node))

test('a machine that is as config has it has no fault', () => {
  expect(found(healthyNodes(model))).toEqual([])
})

test('nodes that could not be read are not verified, and never called missing', () => {
  expect(systemChecks(model, machine(undefined)).map(({ state }) => state)).toEqual(['not verified'])
})

test('fails on a system whose kubelet says that it is not ready, or says nothing', () => {
  const condition = { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', message: 'stopped posting' }
  for (const conditions of [[condition], []]) {
    const nodes = changed(3, (node) => ({ ...node, status: { ...node.status, conditions } }))
    expect(found(nodes)).toEqual([['verify/system-not-ready', 'error']])
  }
})

test('fails on a cordoned system', () => {
  expect(found(changed(3, (node) => ({ ...node, spec: { ...node.spec, unschedulable: true } })))).toEqual([
    ['verify/system-cordoned', 'error'],
  ])
})

test('taints of Kubernetes itself are no fault: its conditions say why', () => {
  const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }
  const tainted = (node: LiveNode) => ({ ...node, spec: { taints: [...(node.spec.taints ?? []), taint] } })
  expect(found(changed(3, tainted))).toEqual([])
})

test('a system that is out of service by config may be away, and is told as expected', async () => {
  const loaded = await loadedGefion()
  if (!loaded.pod) throw new Error('gefion has no config')
  const state = { 'su1-r01-s1': { state: 'rma' as const } }
  const out = podModel({ ...loaded, pod: { ...loaded.pod, systems: { ...loaded.pod.systems, state } } })
  const [, ...others] = healthyNodes(out)
  expect(found(others, out)).toEqual([['verify/system-out', 'info']])
})
