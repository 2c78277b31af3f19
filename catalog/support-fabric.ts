import type { Fact, MaybeFact } from './source.ts'

/** Switches that a source publishes for one size of pod. */
export interface PublishedSwitches {
  readonly scalableUnits: number
  readonly switches: readonly { readonly role: string; readonly model: string; readonly count: number }[]
}

/** Cables that a source publishes for one size of pod, and that no rule gives. */
export interface PublishedCables {
  readonly scalableUnits: number
  readonly lines: readonly PublishedCableLine[]
}

/** One line of a published cable bill. */
export interface PublishedCableLine {
  readonly fabric: 'storage' | 'in-band' | 'out-of-band'
  /** What it joins, in the words of the source. */
  readonly what: string
  readonly count: number
  readonly gbps?: number
  /** What a reader must know of the line. */
  readonly note?: string
}

/** A fabric beside the compute fabric: what sources give of it, which is one size at most. */
export interface SupportFabric {
  readonly kind: MaybeFact<string>
  /** Links of one system into it. */
  readonly linksPerSystem: MaybeFact<number>
  /** The one size that a source publishes. */
  readonly published: MaybeFact<PublishedSwitches>
}

/** Storage, in-band and out-of-band fabrics of a generation. */
export interface SupportFabrics {
  readonly storage: SupportFabric
  readonly inBand: SupportFabric
  readonly outOfBand: SupportFabric
  /** @default none, as no source publishes a bill */
  readonly cables?: Fact<PublishedCables>
}
