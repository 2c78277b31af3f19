/** How much a finding weighs: only errors make a command end with exit code 1. */
export type Severity = 'error' | 'warning' | 'info'

/** Where in a file something stands: line and column count from 1. */
export interface Place {
  /** Path of the file, as the user would type it. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One fault, or one thing worth knowing, in the one shape that every room uses. */
export interface Finding {
  /** Kind of the finding, `area/reason`: stable, and has a page in `docs/findings.md`. */
  readonly code: string
  readonly severity: Severity
  /** What it is about: a dotted path into the config (`racks.powerW`), or the name of an object. */
  readonly path: string
  readonly place?: Place
  /** Lower case, no full stop; both values, with units. */
  readonly message: string
  /** An imperative: what to do about it. */
  readonly remedy?: string
}

/** Whether any finding is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error')
}
