import { managementCpus, managementMemoryGiB, podsPerNode } from '#catalog'
import { decimalQuantity, gibibyteQuantity } from '#core'
import type { GpuDevices } from '../gpu-sharing.ts'
import { gpuLabels, managementLabel, placeLabels, placeTaints, systemDevices } from '../node.ts'
import type { PodModel } from '../pod-model.ts'
import type { Pool } from '../pool.ts'
import { allocatable } from '../share.ts'
import { managementTaint, type Taint } from '../taint.ts'

/** A node that KWOK plays. */
export interface SimulatedNode {
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

/** What a simulated system has of what no source confirms: enough for any gang, and in no other place than here. */
const placeholder = { cpus: 128, memoryGiB: 1024 }

/** The nodes of a model: its management nodes, then its systems in floor-plan order. */
export function simulatedNodes(model: PodModel): SimulatedNode[] {
  const poolOf = new Map(model.pools.flatMap((pool) => pool.systems.map((system) => [system.name, pool] as const)))
  return [
    ...model.managementNodes.map(({ name }) => managementNode(name)),
    ...model.systems.map((system) => {
      // one that is outside is in no pool: it stands there, and takes no work
      return systemNode(model, system, poolOf.get(system.name))
    }),
  ]
}

function managementNode(name: string): SimulatedNode {
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

function systemNode(
  { generation }: PodModel,
  system: PodModel['systems'][number],
  pool: Pool | undefined,
): SimulatedNode {
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

/** Labels that every kubelet writes; those of this machine's kind where a node says nothing else. */
export function kubeletLabels(name: string): Record<string, string> {
  return { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': name }
}
