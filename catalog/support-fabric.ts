import type { MaybeFact } from './source.ts'

/** Switches that a source publishes for one size of pod. */
export interface PublishedSwitches {
  readonly scalableUnits: number
  readonly switches: readonly { readonly role: string; readonly model: string; readonly count: number }[]
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
}
