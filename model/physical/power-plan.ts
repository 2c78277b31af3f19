import { rackEquipment } from '#catalog'
import type { PodModel } from '../pod-model.ts'
import { elevations } from './elevations.ts'
import type { RackElevation } from './rack-elevation.ts'

/** What racks of one row draw at most: all of it becomes heat. */
export interface RowPower {
  readonly racks: number
  /** Of what is known: systems, not switches. */
  readonly drawW: number
  /** What config or the reference architecture gives its racks with systems together; undefined where neither does. */
  readonly powerW?: number
}

/** How far the feeds of a rack may fail, as the facts have it. */
export interface FeedRedundancy {
  /** PDUs or power shelves of a rack. */
  readonly feeds: number
  /** Power supplies of one system, or shelves of one rack, and how many of them its most power needs. */
  readonly supplies: number
  readonly suppliesNeeded: number
  /** How the vendor writes it, such as `4+2`. */
  readonly published?: string
  /** Feeds that may fail at once while a full rack draws its most: 1 is N+1. */
  readonly feedsSpare: number
}

/** Power and cooling of a pod, by row and by rack. */
export interface PowerPlan {
  readonly rows: Readonly<Record<string, RowPower>>
  readonly cooling: string
  /** Undefined where sources leave supplies or feeds open. */
  readonly redundancy?: FeedRedundancy
}

/** Power and cooling by row; racks have theirs in their elevations. */
export function powerPlan(model: PodModel, racks: readonly RackElevation[] = elevations(model)): PowerPlan {
  const rows = new Map<string, RackElevation[]>()
  for (const rack of racks) rows.set(rack.row, [...(rows.get(rack.row) ?? []), rack])
  const redundancy = feedRedundancy(model)
  return {
    rows: Object.fromEntries([...rows].map(([row, members]) => [row, rowPower(members)])),
    cooling: model.generation.rack.cooling.value,
    ...(redundancy === undefined ? {} : { redundancy }),
  }
}

function rowPower(racks: readonly RackElevation[]): RowPower {
  const limits = racks.filter(({ role }) => role === 'compute').map(({ powerW }) => powerW)
  const known = limits.flatMap((limit) => limit ?? [])
  return {
    racks: racks.length,
    drawW: racks.reduce((sum, { drawW }) => sum + drawW, 0),
    ...(known.length === limits.length && known.length > 0
      ? { powerW: known.reduce((sum, limit) => sum + limit, 0) }
      : {}),
  }
}

// supplies are spread evenly over the feeds of their rack, so a feed takes as many of them along
function feedRedundancy({ generation }: PodModel): FeedRedundancy | undefined {
  const equipment = rackEquipment[generation.generation]
  const feeds = generation.rack.pdus.value
  const supplies = equipment?.supplies
  const powerW = supplies?.of === 'rack' ? generation.rack.powerW.value : generation.maxPowerW.value
  if (!supplies || feeds === undefined || powerW === undefined) return undefined
  const count = supplies.count.value
  const suppliesNeeded = Math.ceil(powerW / supplies.eachW.value)
  const perFeed = supplies.of === 'rack' ? 1 : Math.ceil(count / feeds)
  return {
    feeds,
    supplies: count,
    suppliesNeeded,
    ...(supplies.redundancy === undefined ? {} : { published: supplies.redundancy }),
    feedsSpare: Math.floor((count - suppliesNeeded) / perFeed),
  }
}
