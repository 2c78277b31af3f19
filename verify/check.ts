import type { FaultFacts, Finding } from '#core'

/** What came of one check. Not verified: nothing that the API shows could tell. */
export type CheckState = 'ok' | 'failed' | 'not verified'

/** One thing that was looked at. */
export interface Check {
  /** A name for life: `systems`, `labels`. */
  readonly id: string
  /** What must hold, as a sentence without its full stop. */
  readonly title: string
  readonly state: CheckState
  /** What was looked at, or why nothing could be: `191 systems`. */
  readonly note: string
  readonly findings: readonly Finding[]
}

/** A check of what could be read: it fails where any finding is an error. */
export function judgedCheck(id: string, title: string, note: string, findings: readonly Finding[]): Check {
  const state = findings.some(({ severity }) => severity === 'error') ? 'failed' : 'ok'
  return { id, title, state, note, findings }
}

/** A check that nothing could be said of. */
export function openCheck(id: string, title: string, note: string): Check {
  return { id, title, state: 'not verified', note, findings: [] }
}

/** A difference between what must be and what is. */
export function difference(facts: FaultFacts): Finding {
  return { severity: 'error', ...facts }
}
