import type { Fact, MaybeFact } from './source.ts'

/** Switches that a source publishes for one size of pod. */
export interface PublishedSwitches {
  readonly scalableUnits: number
  readonly switches: readonly { readonly role: string; readonly model: string; readonly count: number }[]
}

/** What a source's cable bill for one size of pod says beyond what rules give. */
export interface PublishedBill {
  readonly scalableUnits: number
  /** In-band links of a management node. */
  readonly linksPerManagementNode: number
  /** Links from an out-of-band switch into the in-band fabric, and how fast they are. */
  readonly uplinksPerOutOfBandSwitch: number
  readonly outOfBandUplinkGbps: number
  /** Appliances of the fabric managers of all fabrics, each with one out-of-band link. */
  readonly fabricManagers: number
  /** Links between fabric managers. */
  readonly managersBackToBack: number
  /** PDUs of racks without systems. */
  readonly otherPdus: number
  /** Lines that stand for themselves. */
  readonly inBand: readonly PublishedCables[]
  readonly storage: readonly PublishedCables[]
}

/** One line of a published cable bill. */
export interface PublishedCables {
  /** What it joins, in the words of the source. */
  readonly what: string
  readonly count: number
  readonly gbps?: number
}

/** A fabric beside the compute fabric: what sources give of it, which is one size at most. */
export interface SupportFabric {
  readonly kind: MaybeFact<string>
  /** Links of one system into it. */
  readonly linksPerSystem: MaybeFact<number>
  /** Speed of one of them, in Gb/s. @default unknown */
  readonly linkGbps?: Fact<number>
  /** The one size that a source publishes. */
  readonly published: MaybeFact<PublishedSwitches>
}

/** Storage, in-band and out-of-band fabrics of a generation. */
export interface SupportFabrics {
  readonly storage: SupportFabric
  readonly inBand: SupportFabric
  readonly outOfBand: SupportFabric
  /** @default none, as no source publishes one */
  readonly bill?: Fact<PublishedBill>
}
