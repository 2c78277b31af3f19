import type { Fact, MaybeFact } from './source.ts'

/**
 * Leaves and spines by the generator rule of the facts: as few spines as give every leaf of a plane the same whole number
 * of links to each.
 */
export interface RuleTiers {
  readonly kind: 'rule'
  /** Leaves of one scalable unit, all planes together. */
  readonly leavesPerUnit: Fact<number>
  /** Independent planes, each with a leaf for every rail. */
  readonly planes: number
  /** Ports of one switch, counted in links. */
  readonly radix: Fact<number>
  /** Ports of a leaf that lead to spines, counted in links. */
  readonly leafUplinks: Fact<number>
  /** Links that one cable carries. */
  readonly linksPerCable: number
  /**
   * What comes beyond two tiers: `spine-per-leaf` has as many spines as leaves and half as many cores; `open` is what no
   * source describes.
   */
  readonly beyondTwoTiers: 'spine-per-leaf' | 'open'
  /** The one size at which a source confirms the rule's spines: smaller ones are open, larger ones not built. @default all */
  readonly confirmedUnits?: Fact<number>
}

/** Leaves and spines in rail groups, whose spines keep ports free for a core tier from one unit on (GB200). */
export interface RailGroupTiers {
  readonly kind: 'rail-groups'
  readonly groups: number
  readonly leavesPerGroupAndUnit: Fact<number>
  readonly spinesPerGroupAndUnit: Fact<number>
  readonly radix: Fact<number>
  readonly leafUplinks: Fact<number>
  /** Uplinks of a spine, used once there are cores. */
  readonly spineUplinks: Fact<number>
  /** Groups of cores, each for the spines of one place in their rail group. */
  readonly coreGroups: Fact<number>
  /** Cores by number of scalable units, where a source gives them. One unit needs none. */
  readonly cores: Fact<Readonly<Record<number, number>>>
}

/** No source gives a switch table. */
export interface OpenTiers {
  readonly kind: 'open'
  /** What sources say instead: for people. */
  readonly open: string
}

/** How a generation's compute fabric is built. */
export interface ComputeFabric {
  readonly switchModel: MaybeFact<string>
  readonly linkGbps: number
  readonly tiers: RuleTiers | RailGroupTiers | OpenTiers
  /** What is not published of it although the rule gives its counts: for people. @default nothing */
  readonly unpublished?: string
}
