import type { SupportFabric, SupportFabrics } from '#catalog'
import type { ComputeFabricCounts } from './compute-fabric.ts'

/** Switches and cables of a fabric beside the compute fabric; undefined is what sources leave open. */
export interface SupportFabricCounts {
  /** Known at the one size that a source publishes. */
  readonly switches?: number
  /** Cables from systems. */
  readonly systemCables?: number
}

/** Counts of the storage, in-band and out-of-band fabrics. */
export interface SupportFabricsCounts {
  readonly storage: SupportFabricCounts
  readonly inBand: SupportFabricCounts
  readonly outOfBand: SupportFabricCounts
}

/** Counts of every fabric of a pod. */
export interface FabricCounts extends SupportFabricsCounts {
  readonly compute: ComputeFabricCounts
}

/** What sources say of the fabrics beside the compute fabric, for a pod of some size. */
export function supportFabricsCounts(
  { storage, inBand, outOfBand }: SupportFabrics,
  scalableUnits: number,
  systems: number,
): SupportFabricsCounts {
  const counts = (fabric: SupportFabric) => countsOf(fabric, scalableUnits, systems)
  return { storage: counts(storage), inBand: counts(inBand), outOfBand: counts(outOfBand) }
}

function countsOf(fabric: SupportFabric, scalableUnits: number, systems: number): SupportFabricCounts {
  const published = fabric.published.value
  const links = fabric.linksPerSystem.value
  return {
    ...(published?.scalableUnits === scalableUnits
      ? { switches: published.switches.reduce((sum, { count }) => sum + count, 0) }
      : {}),
    ...(links === undefined ? {} : { systemCables: systems * links }),
  }
}
