import { managementCpus, managementMemoryGiB, podsPerNode } from '#catalog'
import { decimalQuantity, gibibyteQuantity, type KubeObject } from '#core'
import {
  allocatable,
  type GpuDevices,
  gpuLabels,
  managementLabel,
  managementTaint,
  type PodModel,
  type Pool,
  placeLabels,
  placeTaints,
  systemDevices,
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
  /** Resources whose amount is a placeholder, because no source confirms it. @default none */
  readonly placeholders?: readonly string[]
}

/** What a system has on the twin of what no source confirms: enough for any gang, and in no other place than here. */
const placeholder = { cpus: 128, memoryGiB: 1024 }

/** The nodes of a model: its management nodes, then its systems in floor-plan order. */
export function twinNodes(model: PodModel): TwinNode[] {
  const poolOf = new Map(model.pools.flatMap((pool) => pool.systems.map((system) => [system.name, pool] as const)))
  return [
    ...model.managementNodes.map(({ name }) => managementNode(name)),
    ...model.systems.map((system) => {
      // one that is outside is in no pool: it stands there, and takes no work
      return systemNode(model, system, poolOf.get(system.name))
    }),
  ]
}

function managementNode(name: string): TwinNode {
  const size = quantities({ cpus: managementCpus.value, memoryGiB: managementMemoryGiB.value })
  return {
    name,
    labels: managementLabel,
    taints: [managementTaint],
    capacity: size,
    allocatable: size,
    placeholders: [],
  }
}

function systemNode({ generation }: PodModel, system: PodModel['systems'][number], pool: Pool | undefined): TwinNode {
  const gpus = printedQuantities(systemDevices(system, pool))
  const whole = {
    cpus: generation.cpuThreads.value ?? placeholder.cpus,
    memoryGiB: generation.memoryGiB.value ?? placeholder.memoryGiB,
  }
  return {
    name: system.name,
    labels: { 'kubernetes.io/arch': generation.arch.value, ...gpuLabels(generation), ...placeLabels(system, pool) },
    taints: placeTaints(system, pool),
    capacity: { ...quantities(whole), ...gpus },
    allocatable: { ...quantities({ ...whole, ...allocatable(generation) }), ...gpus },
    placeholders: [
      ...(generation.cpuThreads.value === undefined ? ['cpu'] : []),
      ...(generation.memoryGiB.value === undefined ? ['memory'] : []),
    ],
  }
}

function printedQuantities(devices: GpuDevices): Record<string, string> {
  return Object.fromEntries(Object.entries(devices).map(([name, count]) => [name, decimalQuantity(count)]))
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
  { name, labels, taints, capacity, allocatable, placeholders = [] }: TwinNode,
  index: number,
  now: Date,
): KubeObject {
  const conditions = [
    ['Ready', 'True', 'KubeletReady'],
    ['MemoryPressure', 'False', 'KubeletHasSufficientMemory'],
    ['DiskPressure', 'False', 'KubeletHasNoDiskPressure'],
    ['PIDPressure', 'False', 'KubeletHasSufficientPID'],
  ].map(([type, status, reason]) => ({ type, status, reason, lastHeartbeatTime: now, lastTransitionTime: now }))
  const allLabels: Record<string, string> = { ...kubeletLabels(name), ...labels }
  const nodeInfo = { ...simulated, architecture: allLabels['kubernetes.io/arch'] }
  const annotations = {
    'kwok.x-k8s.io/node': 'fake',
    ...(placeholders.length > 0 ? { 'superpod/placeholders': placeholders.join(',') } : {}),
  }
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: allLabels, annotations },
    spec: { taints },
    status: { capacity, allocatable, conditions, phase: 'Running', addresses: addresses(name, index), nodeInfo },
  }
}

/** Labels that every kubelet writes; those of the twin's own machine where a node says nothing else. */
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

const simulated = {
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
