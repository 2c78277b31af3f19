import type { Finding } from './finding.ts'

/**
 * Why a command stopped: findings for the person, and the exit code that goes with them.
 * 1: findings, or a refused guard. 2: wrong usage. 3: a tool or a server failed.
 */
export class Fault extends Error {
  readonly findings: readonly Finding[]
  readonly exitCode: 1 | 2 | 3

  constructor(exitCode: 1 | 2 | 3, findings: readonly Finding[], options?: ErrorOptions) {
    super(findings.map((finding) => `${finding.code}: ${finding.message}`).join('\n'), options)
    this.name = 'Fault'
    this.findings = findings
    this.exitCode = exitCode
  }
}

/** Facts of a fault that has no place in a file. */
export type FaultFacts = Pick<Finding, 'code' | 'path' | 'message' | 'remedy'>

/** A refusal: what was asked is not allowed as things stand (exit code 1). */
export function refusal(facts: FaultFacts): Fault {
  return new Fault(1, [{ severity: 'error', ...facts }])
}

/** A command line that makes no sense (exit code 2). */
export function wrongUsage(facts: FaultFacts): Fault {
  return new Fault(2, [{ severity: 'error', ...facts }])
}

/** A tool or a server that failed (exit code 3). */
export function failure(facts: FaultFacts, cause?: unknown): Fault {
  return new Fault(3, [{ severity: 'error', ...facts }], { cause })
}
