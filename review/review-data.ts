import type { Finding } from '#core'
import type { Review } from './review.ts'
import { closingLines, reachLine, verdictLine } from './words.ts'

/** A review as `--json` has it: fields are added to it and never renamed. */
export function reviewData(review: Review) {
  const { findings, lines, ...rest } = review
  const [jobs, systems, back] = closingLines(review)
  return {
    ...rest,
    summary: { verdict: verdictLine(review), reach: reachLine(review), jobs, systems, back },
    owners: review.reached.map(({ name, contact, groups }) => ({ path: `tenants/${name}.yaml`, contact, groups })),
    lines: lines.map(({ place, ...line }) => ({ ...line, ...place })),
    earlierFindings: findings.earlier.map(flat),
    mendedFindings: findings.mended.map(flat),
  }
}

function flat({ place, ...finding }: Finding) {
  return { ...finding, ...place }
}
