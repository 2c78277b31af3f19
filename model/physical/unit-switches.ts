import { fabricTiers } from '../compute-fabric.ts'
import { type ComputeSwitch, type SwitchedPod, switchTiers } from './switch.ts'

/**
 * Compute switches by the scalable unit beside which they stand: our layout, for none is published. A switch of a unit
 * stands beside it. A spine of the whole pod stands beside the unit that made it needed, so that a unit that is added
 * moves none; cores, and spines whose number at smaller sizes is open, are spread evenly.
 * @returns names of units in order, each with its leaves, spines and cores
 */
export function unitSwitches(pod: SwitchedPod): ReadonlyMap<string, readonly ComputeSwitch[]> {
  const { leaves, spines, cores } = switchTiers(pod)
  const units = new Map<string, ComputeSwitch[]>(pod.scalableUnits.map((unit) => [unit, []]))
  const put = (unit: string | undefined, each: ComputeSwitch) => units.get(unit ?? '')?.push(each)
  for (const leaf of leaves) put(leaf.scalableUnit, leaf)
  const needed = spinesBySize(pod)
  for (const plane of planes(spines)) {
    for (const [index, spine] of plane.entries()) {
      const unit = needed ? needed.findIndex((count) => count > index) : spread(index, plane.length, pod)
      put(spine.scalableUnit ?? pod.scalableUnits[unit], spine)
    }
  }
  for (const [index, core] of cores.entries()) put(pod.scalableUnits[spread(index, cores.length, pod)], core)
  return units
}

/** Spines of one plane at every size up to the pod's; undefined where the number at any of them is open. */
function spinesBySize({ generation, scalableUnits }: SwitchedPod): number[] | undefined {
  const { tiers } = generation.computeFabric
  const planesOf = tiers.kind === 'rule' ? tiers.planes : 1
  const counts = scalableUnits.map((_, index) => fabricTiers(generation.computeFabric, index + 1).spines)
  return counts.includes(undefined) ? undefined : counts.map((count = 0) => count / planesOf)
}

function planes(spines: readonly ComputeSwitch[]): ComputeSwitch[][] {
  const byPlane = new Map<number, ComputeSwitch[]>()
  for (const spine of spines) {
    const plane = byPlane.get(spine.plane ?? 1)
    if (plane) plane.push(spine)
    else byPlane.set(spine.plane ?? 1, [spine])
  }
  return [...byPlane.values()]
}

function spread(index: number, count: number, { scalableUnits }: SwitchedPod): number {
  return Math.floor((index * scalableUnits.length) / count)
}
