import type { Finding } from '#core'
import type { Review } from './review.ts'
import { verdicts } from './verdict.ts'
import { closingLines, reachLine, verdictLine } from './words.ts'

/** A review as `--json` has it: fields are added to it and never renamed. */
export function reviewData(review: Review) {
  const { findings, lines, ...rest } = review
  const [jobs, systems, back] = closingLines(review)
  return {
    ...rest,
    summary: { verdict: verdictLine(review), reach: reachLine(review), jobs, systems, back },
    owners: review.reached.map(({ name, contact, groups }) => ({ path: `tenants/${name}.yaml`, contact, groups })),
    routes: routes(review),
    lines: lines.map(({ place, ...line }) => ({ ...line, ...place })),
    earlierFindings: findings.earlier.map(flat),
    mendedFindings: findings.mended.map(flat),
  }
}

/**
 * Who is to be asked about which file, as `CODEOWNERS` has it: each file that a line names, the tenants that its lines reach,
 * their groups and whom to contact; no tenant: whoever runs the pod.
 */
function routes({ lines, reached }: Review) {
  const files = [...new Set(lines.flatMap(({ place }) => place?.file ?? []))].sort()
  return files.map((file) => {
    const own = lines.filter(({ place }) => place?.file === file)
    const names = [...new Set(own.flatMap(({ reaches }) => reaches))].sort()
    const tenants = reached.filter(({ name }) => names.includes(name))
    const verdict = [...verdicts].reverse().find((each) => own.some((line) => line.verdict === each)) ?? 'safe'
    return {
      file,
      verdict,
      tenants: names,
      groups: [...new Set(tenants.flatMap(({ groups }) => groups))].sort(),
      contacts: [...new Set(tenants.flatMap(({ contact }) => contact ?? []))].sort(),
    }
  })
}

function flat({ place, ...finding }: Finding) {
  return { ...finding, ...place }
}
