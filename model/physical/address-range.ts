import ipaddr from 'ipaddr.js'

/** A range of addresses of one kind. */
export interface AddressRange {
  readonly kind: 'ipv4' | 'ipv6'
  readonly base: bigint
  /** Length of the prefix, in bits. */
  readonly prefix: number
}

/** A range by its CIDR form. */
export function addressRange(cidr: string): AddressRange {
  const [address, prefix] = ipaddr.parseCIDR(cidr)
  const base = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return { kind: address.kind(), base, prefix }
}

/** How many addresses a range has. */
export function sizeOf({ kind, prefix }: AddressRange): bigint {
  return 1n << BigInt(bitsOf(kind) - prefix)
}

/** Whether two ranges share an address. */
export function overlap(a: AddressRange, b: AddressRange): boolean {
  return a.kind === b.kind && a.base < b.base + sizeOf(b) && b.base < a.base + sizeOf(a)
}

/**
 * One of several equal parts of a range.
 * @param parts - a power of two
 * @returns undefined where the range has fewer addresses than parts
 */
export function partOf(range: AddressRange, part: number, parts: number): AddressRange | undefined {
  const prefix = range.prefix + Math.log2(parts)
  if (prefix > bitsOf(range.kind)) return undefined
  return { kind: range.kind, base: range.base + BigInt(part) * (sizeOf(range) / BigInt(parts)), prefix }
}

/** The address at an offset, as people write it. */
export function addressAt({ kind, base }: AddressRange, offset: number): string {
  return kind === 'ipv4' ? dotted(Number(base) + offset) : colons(base + BigInt(offset))
}

/** The CIDR form of a range. */
export function printedRange(range: AddressRange): string {
  return `${addressAt(range, 0)}/${range.prefix}`
}

function dotted(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`
}

function colons(value: bigint): string {
  const parts = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(16 * (7 - index))) & 0xffffn))
  return new ipaddr.IPv6(parts).toString()
}

function bitsOf(kind: AddressRange['kind']): number {
  return kind === 'ipv4' ? 32 : 128
}
