import type { TargetEks } from '#config'
import { addressRange, partOf, printedRange } from '../physical/address-range.ts'

/** Address ranges of a zone. */
export interface ZoneRanges {
  /** Addresses of nodes and pods. */
  readonly privateRange: string
  /** Addresses of the way out. */
  readonly publicRange: string
}

/** Parts that a network is divided into: the last of them holds the ways out. */
const parts = 8
const publicParts = 16

/**
 * Ranges of the zones of a network, each by its own name: a zone that comes or goes moves no other.
 * @param range - the whole network
 * @returns zones whose range cannot be derived are left out; findings say so
 */
export function eksZoneRanges(range: string, zones: TargetEks['zones']): Record<string, ZoneRanges> {
  return Object.fromEntries(
    Object.entries(zones)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([zone, own]) => {
        const ranges = zoneRanges(range, zone, own.range)
        return ranges ? [[zone, ranges]] : []
      }),
  )
}

function zoneRanges(range: string, zone: string, own: string | undefined): ZoneRanges | undefined {
  const whole = addressRange(range)
  const index = letterOf(zone)
  const last = partOf(whole, parts - 1, parts)
  const wayOut = last && partOf(last, publicIndex(zone, index), publicParts)
  const derived = index < parts - 1 ? partOf(whole, index, parts) : undefined
  const inner = own ?? (derived && printedRange(derived))
  return inner === undefined || !wayOut ? undefined : { privateRange: inner, publicRange: printedRange(wayOut) }
}

function letterOf(zone: string): number {
  return zone.charCodeAt(zone.length - 1) - 'a'.charCodeAt(0)
}

// a local zone has a hyphen more, and the letters of its region
function publicIndex(zone: string, index: number): number {
  return (index % (publicParts / 2)) + (isLocal(zone) ? publicParts / 2 : 0)
}

/** Whether a zone is a local one, away from its region: `us-east-1-dfw-2a`. */
export function isLocal(zone: string): boolean {
  return /-\d-[a-z]{3}-\d[a-z]$/.test(zone)
}
