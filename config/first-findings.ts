import type { Finding } from '#core'

/** Most findings that one file brings: whoever has more has the wrong file. */
export const mostFindings = 50

/** The findings of one file; of very many, the first ones and one that says how many more there are. */
export function firstFindings(findings: readonly Finding[]): readonly Finding[] {
  const last = findings[mostFindings]
  if (last === undefined) return findings
  const more: Finding = {
    ...last,
    code: 'file/many-faults',
    message: `the file has ${findings.length} faults, but ${mostFindings} are shown`,
    remedy: 'check that this is the right file, or correct these first',
  }
  return [...findings.slice(0, mostFindings), more]
}
