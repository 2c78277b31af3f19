import { printedCount } from '#core'
import type { Review } from './review.ts'

/** Characters of a whole bar. */
const cells = 30

/** Most pools that bars are drawn of. */
const mostPools = 12

/**
 * GPUs of pools before and after, as bars of one scale: guaranteed, then not guaranteed, then out of service.
 * @returns two lines for each pool in which something changes, and one more where some are left out; empty when none does
 */
export function capacityBars({ ledger: { pools } }: Review): string[] {
  const changed = pools.filter(({ before, after }) => {
    return before?.guaranteed !== after?.guaranteed || before?.inService !== after?.inService
  })
  const shown = changed.slice(0, mostPools)
  const width = Math.max(0, ...shown.map(({ name }) => name.length))
  const most = Math.max(1, ...shown.flatMap(({ before, after }) => [before, after].map(whole)))
  const left = changed.length - shown.length
  return [
    ...shown.flatMap(({ name, before, after }) => [
      `${name.padEnd(width)}  before  ${bar(before, most)}`,
      `${''.padEnd(width)}  after   ${bar(after, most)}`,
    ]),
    ...(left > 0 ? [`and ${left} pools more`] : []),
  ]
}

type Capacity = Review['ledger']['pools'][number]['before']

function whole(capacity: Capacity): number {
  return capacity === undefined ? 0 : Math.max(capacity.inService, capacity.guaranteed)
}

function bar(capacity: Capacity, most: number): string {
  if (capacity === undefined) return 'no such pool'
  const { guaranteed, inService } = capacity
  const [full, open] = [guaranteed, Math.max(0, inService - guaranteed)].map((gpus) =>
    Math.round((gpus / most) * cells),
  )
  const drawn = `${'█'.repeat(full ?? 0)}${'░'.repeat(open ?? 0)}`.padEnd(cells)
  return `${drawn}  ${printedCount(guaranteed)} of ${printedCount(inService)} GPUs guaranteed`
}
