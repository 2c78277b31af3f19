import type { ComputeFabric } from '#catalog'

/** Switches and cables of the compute fabric. */
export interface ComputeFabricCounts {
  readonly leafSwitches: number
  readonly spineSwitches: number
  readonly coreSwitches: number
  /** Cables from systems to leaves. */
  readonly systemCables: number
  /** Cables of the fabric manager; 0 where no system gave it its place. */
  readonly managerCables: number
  readonly leafSpineCables: number
  readonly spineCoreCables: number
}

/** What the counts follow from. */
export interface ComputeFabricPlan {
  readonly fabric: ComputeFabric
  readonly scalableUnits: number
  readonly systems: number
  readonly railsPerSystem: number
  /** Whether the fabric manager sits in a system's place. */
  readonly managerInPlace: boolean
}

/**
 * The compute fabric by the generator rule of the facts: built for whole units, however many systems are bought.
 * Two tiers: as few spines as give every leaf the same number of links to each. Three tiers: as many spines as leaves,
 * half as many cores.
 */
export function computeFabricCounts({
  fabric,
  scalableUnits,
  systems,
  railsPerSystem,
  managerInPlace,
}: ComputeFabricPlan): ComputeFabricCounts {
  const leafSwitches = fabric.leavesPerScalableUnit.value * scalableUnits
  const leafSpineCables = leafSwitches * fabric.leafUplinks.value
  const twoTiers = scalableUnits <= fabric.twoTierUnits
  const spineSwitches = twoTiers ? twoTierSpines(fabric, leafSwitches) : leafSwitches
  return {
    leafSwitches,
    spineSwitches,
    coreSwitches: twoTiers ? 0 : spineSwitches / 2,
    systemCables: systems * railsPerSystem,
    managerCables: managerInPlace ? fabric.managerCables.value : 0,
    leafSpineCables,
    spineCoreCables: twoTiers ? 0 : leafSpineCables,
  }
}

function twoTierSpines({ leafUplinks, radix, planes }: ComputeFabric, leafSwitches: number): number {
  const uplinks = leafUplinks.value
  const leavesOfPlane = leafSwitches / planes
  for (let spines = 1; spines <= uplinks; spines += 1) {
    if (uplinks % spines === 0 && leavesOfPlane * (uplinks / spines) <= radix.value) return spines * planes
  }
  throw new Error(`no two-tier fabric joins ${leafSwitches} leaves with switches of ${radix.value} ports`)
}
