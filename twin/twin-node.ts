import { managementCpus, managementMemoryGiB, podsPerNode } from '#catalog'
import { decimalQuantity, gibibyteQuantity, type KubeObject } from '#core'
import {
  allocatable,
  gpuLabels,
  managementLabel,
  managementTaint,
  type PodModel,
  type Pool,
  placeLabels,
  type Taint,
} from '#model'

/** A node that the twin plays. */
export interface TwinNode {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
  /** What the machine has, by resource; quantities as the API prints them. */
  readonly capacity: Readonly<Record<string, string>>
  /** What it gives to pods. */
  readonly allocatable: Readonly<Record<string, string>>
}

/** The nodes of a model: its management nodes, then its systems in floor-plan order. */
export function twinNodes(model: PodModel): TwinNode[] {
  const poolOf = new Map(model.pools.flatMap((pool) => pool.systems.map((system) => [system.name, pool] as const)))
  return [
    ...model.managementNodes.map(({ name }) => managementNode(name)),
    ...model.systems.map((system) => {
      const pool = poolOf.get(system.name)
      if (!pool) throw new Error(`system ${system.name} is in no pool`)
      return systemNode(model, system, pool)
    }),
  ]
}

function managementNode(name: string): TwinNode {
  const size = quantities({ cpus: managementCpus.value, memoryGiB: managementMemoryGiB.value })
  return { name, labels: managementLabel, taints: [managementTaint], capacity: size, allocatable: size }
}

function systemNode({ generation }: PodModel, system: PodModel['systems'][number], pool: Pool): TwinNode {
  const gpus = { 'nvidia.com/gpu': String(system.gpus) }
  const whole = { cpus: generation.cpuThreads.value, memoryGiB: generation.memoryGiB.value }
  return {
    name: system.name,
    labels: { ...gpuLabels(generation), ...placeLabels(system, pool) },
    taints: pool.taints,
    capacity: { ...quantities(whole), ...gpus },
    allocatable: { ...quantities(allocatable(generation)), ...gpus },
  }
}

function quantities({ cpus, memoryGiB }: { cpus: number; memoryGiB: number }): Record<string, string> {
  return { cpu: decimalQuantity(cpus), memory: gibibyteQuantity(memoryGiB), pods: String(podsPerNode.value) }
}

/**
 * The node as the API has it, ready from the start: with the labels that kubelets write and charts select on.
 * @param index - place in the list, from which its address follows
 * @param now - when the twin got it
 */
export function nodeObject(
  { name, labels, taints, capacity, allocatable }: TwinNode,
  index: number,
  now: Date,
): KubeObject {
  const conditions = [
    ['Ready', 'True', 'KubeletReady'],
    ['MemoryPressure', 'False', 'KubeletHasSufficientMemory'],
    ['DiskPressure', 'False', 'KubeletHasNoDiskPressure'],
    ['PIDPressure', 'False', 'KubeletHasSufficientPID'],
  ].map(([type, status, reason]) => ({ type, status, reason, lastHeartbeatTime: now, lastTransitionTime: now }))
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { ...kubeletLabels(name), ...labels }, annotations: { 'kwok.x-k8s.io/node': 'fake' } },
    spec: { taints },
    status: { capacity, allocatable, conditions, phase: 'Running', addresses: addresses(name, index), nodeInfo },
  }
}

/** Labels that every kubelet writes. */
export function kubeletLabels(name: string): Record<string, string> {
  return { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': name }
}

// an address that nothing answers: what dials a node goes through the agent's socket
function addresses(name: string, index: number) {
  return [
    { type: 'InternalIP', address: `10.77.${Math.floor(index / 250)}.${(index % 250) + 1}` },
    { type: 'Hostname', address: name },
  ]
}

const nodeInfo = {
  architecture: 'amd64',
  operatingSystem: 'linux',
  osImage: 'simulated',
  kernelVersion: 'simulated',
  kubeletVersion: 'kwok-v0.8.0',
  kubeProxyVersion: '',
  containerRuntimeVersion: 'kwok',
  bootID: '',
  machineID: '',
  systemUUID: '',
}
