import { gpuLabels, placeLabels } from '../node.ts'
import type { PodModel } from '../pod-model.ts'
import { sharedPool } from '../pool.ts'
import type { System } from '../system.ts'
import { gpuTaint, type Taint } from '../taint.ts'
import { type SimulatedNode, simulatedNodes } from './simulated-node.ts'

/** A container that plays one system of a pod on a kind cluster: its pods really run. */
export interface KindWorker {
  readonly system: System
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
}

/** More containers than these are too many for the computer of a developer. */
const mostWorkers = 8

/**
 * The systems of a pod that containers play on a kind cluster: the first of each scalable unit that is in the shared pool
 * and takes work. A unit without such a system has none, and of more than eight units only the first eight have one.
 */
export function kindWorkers(model: PodModel): KindWorker[] {
  const shared = model.pools.find(({ name }) => name === sharedPool)
  const byUnit = new Map<string, System>()
  for (const system of shared?.systems ?? []) {
    if (!system.outage && !byUnit.has(system.scalableUnit)) byUnit.set(system.scalableUnit, system)
  }
  return [...byUnit.values()].slice(0, mostWorkers).map((system) => ({
    system,
    labels: { ...gpuLabels(model.generation), ...placeLabels(system, shared) },
    taints: [gpuTaint],
  }))
}

/** All other systems of the pod: KWOK plays their nodes, and pods on them only seem to run. */
export function kindSimulatedNodes(model: PodModel): SimulatedNode[] {
  const others = new Set([
    ...kindWorkers(model).map(({ system }) => system.name),
    ...model.managementNodes.map(({ name }) => name),
  ])
  return simulatedNodes(model).filter(({ name }) => !others.has(name))
}
