import type { Fact, MaybeFact, Source } from '#catalog'

/** One line of the bill of materials. */
export interface BillLine {
  readonly category: 'system' | 'rack' | 'switch' | 'server' | 'power' | 'storage' | 'cable'
  readonly item: string
  /** Undefined where no source names it, or it has none. */
  readonly model?: string
  /** Undefined where sources leave it open. */
  readonly quantity?: number
  /** Of a cable whose two ends are known. */
  readonly lengthClass?: string
  readonly linkGbps?: number
  /** Where the quantity comes from: undefined for config, and for what is open. */
  readonly source?: Source
  readonly note?: string
}

/** A quantity with its source, or why there is none. */
export type Quantity = Pick<BillLine, 'quantity' | 'source' | 'note'>

/** So many of each rack or system as a source says, times how many there are of these: derived from what the source says. */
export function perPlace(places: number, each: MaybeFact<number>): Quantity {
  if (each.value === undefined) return { note: each.open }
  return { quantity: places * each.value, source: derived(each) }
}

/** The source of what follows from a fact. */
export function derived({ source }: Pick<Fact<unknown>, 'source'>): Source {
  return { ...source, grade: source.grade === 'K' ? 'K' : 'D' }
}
