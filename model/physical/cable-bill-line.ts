import type { Source } from '#catalog'
import type { FabricName } from './cable.ts'

/** One line of the bill of cables. */
export interface CableBillLine {
  readonly fabric: FabricName
  /** What the cables join. */
  readonly what: string
  /** Undefined where sources leave it open. */
  readonly count?: number
  /** Speed of one link; undefined where sources do not say. */
  readonly gbps?: number
  /** Undefined where the count is open. */
  readonly source?: Source
  /** What a reader must know of the line, as a clause; why, where its count is open. */
  readonly note?: string
}

/** A number of cables with who says so, or why there is none. */
export type BilledCount = { readonly count: number; readonly source: Source } | { readonly open: string }

/** A line of the bill. */
export function billLine(
  fabric: FabricName,
  what: string,
  counted: BilledCount,
  { gbps, note }: { readonly gbps?: number | undefined; readonly note?: string | undefined } = {},
): CableBillLine {
  const speed = gbps === undefined ? {} : { gbps }
  if ('open' in counted) return { fabric, what, ...speed, note: counted.open }
  return { fabric, what, ...counted, ...speed, ...(note === undefined ? {} : { note }) }
}
