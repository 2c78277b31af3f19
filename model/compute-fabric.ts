import type { ComputeFabric, RailGroupTiers, RuleTiers } from '#catalog'

/** Switches and cables of the compute fabric; undefined is what the generation's sources leave open. */
export interface ComputeFabricCounts {
  readonly leafSwitches?: number
  readonly spineSwitches?: number
  readonly coreSwitches?: number
  /** Cables from systems to leaves. */
  readonly systemCables: number
  /** Cables of the fabric manager; 0 where no system gave it its place. */
  readonly managerCables: number
  readonly leafSpineCables?: number
  readonly spineCoreCables?: number
}

/** What the counts follow from. */
export interface ComputeFabricPlan {
  readonly fabric: ComputeFabric
  readonly scalableUnits: number
  readonly systems: number
  readonly railsPerSystem: number
  /** Cables of a fabric manager that sits in a system's place. @default 0, as it sits in none */
  readonly managerCables?: number
}

/** Tiers of a fabric of some size: every count is known, unless sources leave it open. */
export interface FabricTiers {
  readonly leaves?: number
  readonly spines?: number
  readonly cores?: number
  /** Links of one leaf to its spines. */
  readonly leafUplinks?: number
  /** Links of one spine to its cores; 0 where there are none. */
  readonly spineUplinks?: number
  /** Links that one cable carries. */
  readonly linksPerCable: number
  /** Scalable units that the tiers can join at most; undefined where nothing limits them. */
  readonly mostUnits?: number
}

/**
 * The compute fabric by the rule of its generation: built for whole units, however many systems are bought. Counts are
 * of cables, which carry two links each in the two planes of Spectrum-X.
 */
export function computeFabricCounts(plan: ComputeFabricPlan): ComputeFabricCounts {
  const tiers = fabricTiers(plan.fabric, plan.scalableUnits)
  const { leaves: leafSwitches, spines: spineSwitches, cores: coreSwitches, linksPerCable } = tiers
  const leafLinks = product(leafSwitches, tiers.leafUplinks)
  const spineLinks = product(spineSwitches, tiers.spineUplinks)
  return onlyKnown({
    leafSwitches,
    spineSwitches,
    coreSwitches,
    systemCables: plan.systems * plan.railsPerSystem,
    managerCables: plan.managerCables ?? 0,
    leafSpineCables: leafLinks === undefined || spineSwitches === undefined ? undefined : leafLinks / linksPerCable,
    spineCoreCables: spineLinks === undefined ? undefined : spineLinks / linksPerCable,
  })
}

function product(count: number | undefined, each: number | undefined): number | undefined {
  return count === undefined || each === undefined ? undefined : count * each
}

function onlyKnown<Counts extends object>(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined)) as Counts
}

/** The tiers of a fabric for that many scalable units; too many leave spines and cores out. */
export function fabricTiers({ tiers }: ComputeFabric, scalableUnits: number): FabricTiers {
  if (tiers.kind === 'open') return { linksPerCable: 1 }
  return tiers.kind === 'rule' ? tiersByRule(tiers, scalableUnits) : tiersOfRailGroups(tiers, scalableUnits)
}

function tiersByRule(rule: RuleTiers, scalableUnits: number): FabricTiers {
  const { leavesPerUnit, planes, leafUplinks, linksPerCable, beyondTwoTiers, confirmedUnits } = rule
  const leaves = leavesPerUnit.value * scalableUnits
  const mostUnits = mostUnitsByRule(rule)
  const common = { leaves, leafUplinks: leafUplinks.value, linksPerCable, mostUnits }
  if (scalableUnits > mostUnits || (confirmedUnits && scalableUnits !== confirmedUnits.value)) return common
  const spines = twoTierSpines(rule, leaves / planes)
  if (spines !== undefined) return { ...common, spines: spines * planes, cores: 0, spineUplinks: 0 }
  if (beyondTwoTiers === 'open') return common
  // a spine's ports are halved: as many up as down, so half as many cores take all of them
  return { ...common, spines: leaves, cores: leaves / 2, spineUplinks: leafUplinks.value }
}

/** Two tiers end where a spine has no port left for one more leaf, three where a core has none for one more unit. */
function mostUnitsByRule({ leavesPerUnit, planes, radix, beyondTwoTiers, confirmedUnits }: RuleTiers): number {
  if (confirmedUnits) return confirmedUnits.value
  return beyondTwoTiers === 'open' ? Math.floor(radix.value / (leavesPerUnit.value / planes)) : radix.value
}

/** As few spines of one plane as give every leaf the same whole number of links to each. */
function twoTierSpines({ leafUplinks, radix }: RuleTiers, leavesOfPlane: number): number | undefined {
  const uplinks = leafUplinks.value
  for (let spines = 1; spines <= uplinks; spines += 1) {
    if (uplinks % spines === 0 && leavesOfPlane * (uplinks / spines) <= radix.value) return spines
  }
  return undefined
}

function tiersOfRailGroups(tiers: RailGroupTiers, scalableUnits: number): FabricTiers {
  const { groups, leavesPerGroupAndUnit, spinesPerGroupAndUnit, leafUplinks, spineUplinks } = tiers
  const cores = tiers.cores.value[scalableUnits]
  return {
    leaves: groups * leavesPerGroupAndUnit.value * scalableUnits,
    spines: groups * spinesPerGroupAndUnit.value * scalableUnits,
    ...(cores === undefined ? {} : { cores, spineUplinks: cores === 0 ? 0 : spineUplinks.value }),
    leafUplinks: leafUplinks.value,
    linksPerCable: 1,
  }
}
