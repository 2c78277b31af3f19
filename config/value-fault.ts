import type { z } from 'zod'

/** What a field's own judgement says about a value that it refuses: the loader makes a finding of it. */
export interface ValueFault {
  /** Code of the finding, `area/reason`. */
  readonly code: string
  /** What would have been allowed, as the end of a sentence: `a date such as 2027-12-31`. */
  readonly allowed: string
  /** An imperative: what to write instead. @default a remedy made of `allowed` */
  readonly remedy?: string
}

/** An issue that carries a fault through zod: for `ctx.addIssue` and for checks. */
export function faultIssue(input: unknown, fault: ValueFault): z.core.$ZodRawIssue {
  return { code: 'custom', input, message: fault.allowed, params: { ...fault } }
}
