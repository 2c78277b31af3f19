/** Protocols that a NetworkPolicy knows. */
const protocols = ['TCP', 'UDP', 'SCTP'] as const

/** A protocol that a NetworkPolicy knows. */
export type Protocol = (typeof protocols)[number]

/** Ports of one protocol, from the first to the last. */
export interface PortRange {
  readonly protocol: Protocol
  readonly first: number
  readonly last: number
}

const lastPort = 65_535

/** All ports of a protocol. */
export function allPortsOf(protocol: Protocol): PortRange {
  return { protocol, first: 1, last: lastPort }
}

/** Every port of every protocol. */
export const everyPort: readonly PortRange[] = protocols.map(allPortsOf)

/** What is in one set of ports or another: by protocol and port ascending, with no range that touches the next. */
export function unionOfPorts(ranges: readonly PortRange[]): PortRange[] {
  return protocols.flatMap((protocol) => {
    const merged: PortRange[] = []
    for (const range of ranges.filter((each) => each.protocol === protocol).sort((a, b) => a.first - b.first)) {
      const before = merged.at(-1)
      if (!before || range.first > before.last + 1) merged.push(range)
      else merged[merged.length - 1] = { ...before, last: Math.max(before.last, range.last) }
    }
    return merged
  })
}

/** What is in both sets of ports. */
export function commonPorts(some: readonly PortRange[], others: readonly PortRange[]): PortRange[] {
  const shared = some.flatMap((one) =>
    others
      .filter(({ protocol }) => protocol === one.protocol)
      .map((other) => ({
        protocol: one.protocol,
        first: Math.max(one.first, other.first),
        last: Math.min(one.last, other.last),
      })),
  )
  return unionOfPorts(shared.filter(({ first, last }) => first <= last))
}

/** A set of ports as people read it: `everything`, `nothing`, `TCP 443, TCP 8000 to 8010, all of UDP`. */
export function printedPorts(ranges: readonly PortRange[]): string {
  const united = unionOfPorts(ranges)
  if (united.length === 0) return 'nothing'
  if (protocols.every((protocol) => united.some((range) => isWhole(range) && range.protocol === protocol))) {
    return 'everything'
  }
  return united
    .map((range) => {
      if (isWhole(range)) return `all of ${range.protocol}`
      const { protocol, first, last } = range
      return `${protocol} ${first === last ? first : `${first} to ${last}`}`
    })
    .join(', ')
}

function isWhole({ first, last }: PortRange): boolean {
  return first <= 1 && last >= lastPort
}
