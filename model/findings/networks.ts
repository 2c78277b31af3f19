import { didYouMean, type Finding, printedCount, wordList } from '#core'
import { hasInfiniBandRails, isInfiniBand } from '../infiniband.ts'
import { type AddressNetwork, addressNetworks, railNames } from '../physical/address-network.ts'
import { addressesNeeded } from '../physical/address-plan.ts'
import { type AddressRange, addressRange, overlap, printedRange, sizeOf } from '../physical/address-range.ts'
import type { PodModel } from '../pod-model.ts'

/** A range, and where config has it, or would. */
interface NamedRange {
  readonly name: string
  readonly path: string
  readonly range: AddressRange
}

/** Address ranges that share an address, are too small, are public, or are of a kind that their fabric does not have. */
export function networkFindings(model: PodModel): Finding[] {
  const ranges = namedRanges(model)
  return [
    ...overlaps(ranges),
    ...publicRanges(ranges),
    ...tooSmall(model),
    ...ipv6WithoutEthernet(model),
    ...unknownRails(model),
  ]
}

function namedRanges(model: PodModel): NamedRange[] {
  const { pods, services, ipv6, rails } = model.networks
  const plain = Object.entries({ pods, services }).map(([name, cidr]) => named(name, `networks.${name}`, cidr))
  const networks = addressNetworks(model)
  const whole = Object.keys(rails).length === 0
  const ipv4 = networks
    .filter(({ name }) => !(whole && name.startsWith('rail')))
    .flatMap(({ name, path, ipv4: range }) => (range ? [{ name, path, range }] : []))
  const compute = whole ? [named('compute', 'networks.compute', model.networks.compute)] : []
  const second = Object.entries(ipv6).map(([name, cidr]) => named(`ipv6.${name}`, `networks.ipv6.${name}`, cidr))
  return [...plain, ...ipv4, ...compute, ...second]
}

function named(name: string, path: string, cidr: string): NamedRange {
  return { name, path, range: addressRange(cidr) }
}

function overlaps(ranges: readonly NamedRange[]): Finding[] {
  const told = new Set<string>()
  return ranges.flatMap(({ name, path, range }, index) =>
    ranges.slice(0, index).flatMap((other) => {
      const both = `${path} ${other.path}`
      if (path === other.path || told.has(both) || !overlap(range, other.range)) return []
      told.add(both)
      return [
        {
          code: 'networks/overlap',
          severity: 'error' as const,
          path,
          message: `${name} is ${printedRange(range)}, but ${other.name} is ${printedRange(other.range)}: they overlap`,
          remedy: 'give one of the two a range that shares no address with the other',
        },
      ]
    }),
  )
}

/** Ranges that nobody else on the Internet has. */
const ownRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map(addressRange)

function publicRanges(ranges: readonly NamedRange[]): Finding[] {
  return ranges
    .filter(({ range }) => !ownRanges.some((own) => within(range, own)))
    .map(({ name, path, range }) => ({
      code: 'networks/public',
      severity: 'error' as const,
      path,
      message: `${name} is ${printedRange(range)}, which holds addresses of others on the Internet, but must be private`,
      remedy: `take a range inside of ${wordList(ownRanges.filter(({ kind }) => kind === range.kind).map(printedRange))}`,
    }))
}

function within(range: AddressRange, own: AddressRange): boolean {
  return overlap(range, own) && range.prefix >= own.prefix
}

function tooSmall(model: PodModel): Finding[] {
  const told = new Set<string>()
  return addressNetworks(model).flatMap((network) => {
    const needed = addressesNeeded(network, model)
    return [
      ...smallRange(network, network.path, network.ipv4, needed, 32),
      ...(network.ipv6 ? smallRange(network, `networks.ipv6.${field(network)}`, network.ipv6, needed, 128) : []),
    ].filter(({ path }) => {
      const first = !told.has(path)
      told.add(path)
      return first
    })
  })
}

function field({ name }: Pick<AddressNetwork, 'name'>): string {
  return name.startsWith('rail') ? 'compute' : name
}

function smallRange(
  { name }: AddressNetwork,
  path: string,
  range: AddressRange | undefined,
  needed: number,
  bits: number,
): Finding[] {
  const has = range ? Number(sizeOf(range)) : 0
  if (has >= needed) return []
  const prefix = bits - Math.ceil(Math.log2(needed))
  return [
    {
      code: 'networks/too-small',
      severity: 'error',
      path,
      message: `${name} needs ${printedCount(needed)} addresses, but ${range ? `${printedRange(range)} has ${printedCount(has)}` : 'its part of the range has none'}`,
      remedy: `give ${name} a /${prefix} at least${field({ name }) === 'compute' ? '; compute is divided evenly among the rails' : ''}`,
    },
  ]
}

// sources describe addresses of InfiniBand rails as pools of IPv4 alone
function ipv6WithoutEthernet(model: PodModel): Finding[] {
  const { compute, storage } = model.networks.ipv6
  const { supportFabrics, generation } = model.generation
  const refused = [
    ...(compute !== undefined && hasInfiniBandRails(model.generation) ? ['compute' as const] : []),
    ...(storage !== undefined && isInfiniBand(supportFabrics.storage.kind.value) ? ['storage' as const] : []),
  ]
  return refused.map((name) => ({
    code: 'networks/ipv6-without-ethernet',
    severity: 'error' as const,
    path: `networks.ipv6.${name}`,
    message: `the ${name} fabric of ${generation} has IPv6 addresses, but is InfiniBand, whose addresses are IPv4`,
    remedy: `remove ipv6.${name}`,
  }))
}

function unknownRails(model: PodModel): Finding[] {
  const known = railNames(model)
  return Object.keys(model.networks.rails)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = didYouMean(name, known)
      return {
        code: 'networks/rail-unknown',
        severity: 'error' as const,
        path: `networks.rails.${name}`,
        message: `a range for ${name}, but a ${model.generation.generation} has ${known[0]} to ${known.at(-1)}`,
        remedy: near ? `write ${near}, or remove it` : 'remove it',
      }
    })
}
