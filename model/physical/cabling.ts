import type { SupportFabric } from '#catalog'
import { fabricTiers } from '../compute-fabric.ts'
import { fabricGaps } from '../fabric-gap.ts'
import type { PodModel } from '../pod-model.ts'
import type { Cable, FabricName } from './cable.ts'
import { cableMaker } from './cable-end.ts'
import { leafSpineCables, spineCoreCables } from './cabling-switch.ts'
import { managerCables, systemCables } from './cabling-system.ts'
import { switchTiers } from './switch.ts'

/** Cables that the plan cannot list port by port. */
export interface OpenCables {
  readonly fabric: FabricName
  /** What they would join, as `Cable` has it. */
  readonly kind: string
  /** How many they are; undefined where that is open too. */
  readonly cables?: number
  /** Why, as a clause. */
  readonly reason: string
}

/** Every cable between two known ports, and what is left open. */
export interface CablingPlan {
  /** Systems to leaves, the fabric manager to leaves, leaves to spines, spines to cores. */
  readonly cables: readonly Cable[]
  readonly open: readonly OpenCables[]
}

/**
 * The cabling plan of a pod: every port of the compute fabric that is used, once. Fabrics beside it have counts and no
 * ports, as sources publish their switches for one size at most.
 */
export function cabling(pod: PodModel): CablingPlan {
  return { cables: computeCables(pod), open: [...openCompute(pod), ...openSupport(pod)] }
}

function computeCables(pod: PodModel): Cable[] {
  const { tiers, linkGbps: gbps } = pod.generation.computeFabric
  if (tiers.kind === 'open') return []
  const made = cableMaker(pod)
  const switches = switchTiers(pod)
  const counts = fabricTiers(pod.generation.computeFabric, pod.scalableUnits.length)
  const ofSystems = { pod, tiers, leaves: switches.leaves, made }
  const ofSwitches = { tiers, switches, counts, gbps, made }
  return [
    ...systemCables(ofSystems),
    ...managerCables(ofSystems),
    ...leafSpineCables(ofSwitches),
    ...spineCoreCables(ofSwitches),
  ]
}

function openCompute({ generation, scalableUnits, systems }: PodModel): OpenCables[] {
  return fabricGaps(generation, scalableUnits.length).flatMap(({ part, reason }) => {
    const open = (kind: string, cables?: number): OpenCables => ({
      fabric: 'compute',
      kind,
      ...(cables === undefined ? {} : { cables }),
      reason,
    })
    if (part === 'cores') return [open('spine-core')]
    if (part === 'spines') return [open('leaf-spine')]
    return [open('system-leaf', systems.length * generation.rails.value.length), open('leaf-spine')]
  })
}

function openSupport({ generation, systems }: PodModel): OpenCables[] {
  const { storage, inBand, outOfBand } = generation.supportFabrics
  const open = (fabric: FabricName, { linksPerSystem }: SupportFabric): OpenCables => ({
    fabric,
    kind: 'system-switch',
    ...(linksPerSystem.value === undefined
      ? { reason: linksPerSystem.open }
      : { cables: systems.length * linksPerSystem.value, reason: 'no source gives the ports of its switches' }),
  })
  return [open('storage', storage), open('in-band', inBand), open('out-of-band', outOfBand)]
}
