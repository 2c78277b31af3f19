import ipaddr from 'ipaddr.js'
import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'

/** Address ranges that share an address. */
export function networkFindings({ networks }: PodModel): Finding[] {
  const ranges = Object.entries(networks).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return ranges.flatMap(([name, range], index) =>
    ranges
      .slice(0, index)
      .filter(([, other]) => overlap(range, other))
      .map(([other, otherRange]) => ({
        code: 'networks/overlap',
        severity: 'error' as const,
        path: `networks.${name}`,
        message: `${name} is ${range}, but ${other} is ${otherRange}: they overlap`,
        remedy: 'give one of the two a range that shares no address with the other',
      })),
  )
}

function overlap(left: string, right: string): boolean {
  const [a, aBits] = ipaddr.parseCIDR(left)
  const [b, bBits] = ipaddr.parseCIDR(right)
  if (a.kind() !== b.kind()) return false
  const bits = Math.min(aBits, bBits)
  return a.match(b, bits)
}
