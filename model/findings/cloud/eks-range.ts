import { type Finding, printedCount } from '#core'
import { eksZoneRanges, type ZoneRanges } from '../../cloud/eks-zone.ts'
import { systemGroups } from '../../cloud/system-group.ts'
import { type AddressRange, addressRange, overlap, printedRange, sizeOf } from '../../physical/address-range.ts'
import type { PodModel } from '../../pod-model.ts'

type Section = NonNullable<PodModel['target']['eks']>

/** Addresses that AWS keeps of each subnet. */
const kept = 5

/** Addresses of a system: its own, and those that it keeps ready for pods. */
const eachSystem = 31

/** A range of a zone, or of its way out. */
interface ZoneRange {
  readonly zone: string
  readonly what: string
  readonly range: AddressRange
}

/** Ranges of zones that cannot be derived, are not in the network, share addresses, or are too small for their systems. */
export function eksRangeFindings(model: PodModel, eks: Section, path: string): Finding[] {
  const { pods } = model.networks
  const whole = addressRange(pods)
  const known = eksZoneRanges(pods, eks.zones)
  const all = Object.entries(known).flatMap(([zone, { privateRange, publicRange }]): ZoneRange[] => [
    { zone, what: zone, range: addressRange(privateRange) },
    ...(eks.internet ? [{ zone, what: `the way out of ${zone}`, range: addressRange(publicRange) }] : []),
  ])
  const underived = Object.keys(eks.zones).filter((zone) => !(zone in known))
  const outside = all.filter(({ range }) => !overlap(range, whole) || range.prefix < whole.prefix)
  return [
    ...underived.map((zone) => fault(path, zone, `no range of ${zone} follows from its last letter`)),
    ...outside.map(({ zone, what, range }) =>
      fault(path, zone, `${what} is ${printedRange(range)}, which is not inside of networks.pods, ${pods}`),
    ),
    ...all.flatMap((each, index) => all.slice(0, index).flatMap((other) => shared(path, each, other))),
    ...tooSmall(model, eks, known, path),
  ]
}

function shared(path: string, { zone, what, range }: ZoneRange, other: ZoneRange): Finding[] {
  if (!overlap(range, other.range)) return []
  const both = `${what} is ${printedRange(range)}, but ${other.what} is ${printedRange(other.range)}: they overlap`
  return [fault(path, zone, both)]
}

function fault(path: string, zone: string, message: string): Finding {
  return {
    code: 'eks/zone-range',
    severity: 'error',
    path: `${path}.zones.${zone}.range`,
    message,
    remedy: 'write a range of networks.pods that no other zone has; its last eighth holds the ways out',
  }
}

function tooSmall(model: PodModel, eks: Section, known: Readonly<Record<string, ZoneRanges>>, path: string): Finding[] {
  const counts = new Map<string, number>()
  for (const { place, systems } of systemGroups(model)) {
    const zone = eks.systems.units[place]?.zone ?? eks.systems.zone
    counts.set(zone, (counts.get(zone) ?? 0) + systems.length)
  }
  return [...counts].flatMap(([zone, count]) => {
    const range = known[zone]?.privateRange
    const has = range === undefined ? undefined : Number(sizeOf(addressRange(range))) - kept
    const needed = count * eachSystem
    if (has === undefined || has >= needed) return []
    return [
      {
        code: 'eks/zone-too-small',
        severity: 'error' as const,
        path: `${path}.zones.${zone}.range`,
        message: `${printedCount(count)} systems in ${zone} need ${printedCount(needed)} addresses, but ${range} has ${printedCount(has)}`,
        remedy: 'give the zone a wider range, or networks.pods a wider one',
      },
    ]
  })
}
