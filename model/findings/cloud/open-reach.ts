import type { Finding } from '#core'
import { addressRange } from '../../physical/address-range.ts'

/** Shortest prefix of a private network: that of 10.0.0.0/8. */
const leastPrefix = 8

/**
 * Ranges that reach an API server and are wider than any private network.
 * @param reach - ranges by name
 * @returns each as a finding that lacks the code of its cloud
 */
export function openReach(reach: Readonly<Record<string, string>>, path: string): Omit<Finding, 'code'>[] {
  return Object.entries(reach)
    .filter(([, range]) => addressRange(range).prefix < leastPrefix)
    .map(([name, range]) => ({
      severity: 'error',
      path: `${path}.reach.${name}`,
      message: `${name} is ${range}, which is nobody's private network`,
      remedy: 'name the ranges of your own network, as narrow as they are',
    }))
}
