import type { Source } from '#catalog'
import type { CableKind, FabricName } from './cable.ts'

/** One line of the bill of cables. */
export interface CableBillLine {
  readonly fabric: FabricName
  /** What the cables join: for people. */
  readonly what: string
  /** The same as the cabling plan has it; undefined of cables that are in no plan. */
  readonly kind?: CableKind
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
  { gbps, note, kind }: { readonly [Key in 'gbps' | 'note' | 'kind']?: CableBillLine[Key] | undefined } = {},
): CableBillLine {
  const line = {
    fabric,
    what,
    ...(kind === undefined ? {} : { kind }),
    ...(gbps === undefined ? {} : { gbps }),
  }
  if ('open' in counted) return { ...line, note: counted.open }
  return { ...line, ...counted, ...(note === undefined ? {} : { note }) }
}
