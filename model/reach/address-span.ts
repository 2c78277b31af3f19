import { addressAt, addressRange, sizeOf } from '../physical/address-range.ts'

/** Addresses of one kind, from the first to the last. */
export interface AddressSpan {
  readonly kind: 'ipv4' | 'ipv6'
  readonly first: bigint
  readonly last: bigint
}

/** The addresses of a range in CIDR form. */
export function spanOf(cidr: string): AddressSpan {
  const range = addressRange(cidr)
  return { kind: range.kind, first: range.base, last: range.base + sizeOf(range) - 1n }
}

/** Whether two spans share an address. */
export function meet(a: AddressSpan, b: AddressSpan): boolean {
  return a.kind === b.kind && a.first <= b.last && b.first <= a.last
}

/** Whether a span has all addresses of another. */
export function holds(outer: AddressSpan, inner: AddressSpan): boolean {
  return outer.kind === inner.kind && outer.first <= inner.first && inner.last <= outer.last
}

/** A span cut at the bounds of others: each piece lies inside of each of them, or outside. */
export function piecesOf(whole: AddressSpan, others: readonly AddressSpan[]): AddressSpan[] {
  const bounds = others.filter((other) => meet(whole, other)).flatMap(({ first, last }) => [first, last + 1n])
  const inside = bounds.filter((bound) => bound > whole.first && bound <= whole.last)
  const starts = [...new Set([whole.first, ...inside])].sort((a, b) => (a < b ? -1 : 1))
  return starts.map((first, index) => ({
    kind: whole.kind,
    first,
    last: (starts[index + 1] ?? whole.last + 1n) - 1n,
  }))
}

/** A span as people read it: `192.0.2.0 to 192.0.2.255`. */
export function printedSpan({ kind, first, last }: AddressSpan): string {
  const at = (base: bigint) => addressAt({ kind, base, prefix: kind === 'ipv4' ? 32 : 128 }, 0)
  return first === last ? at(first) : `${at(first)} to ${at(last)}`
}
