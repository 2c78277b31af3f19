import type { Finding } from '#core'
import type { Desk } from './command.ts'
import { printedFindings } from './print.ts'

/** Findings that are said before a question is asked: at once where people read, in the result where a program does. */
export interface SaidFindings {
  /** What a program is yet to be told. */
  readonly untold: Finding[]
  say(findings: readonly Finding[]): void
}

/** Says findings as a command goes along. */
export function saidFindings({ json, progress, talkColors }: Desk): SaidFindings {
  const untold: Finding[] = []
  return {
    untold,
    say(findings) {
      if (json) untold.push(...findings)
      else if (findings.length > 0) progress.note(printedFindings(findings, talkColors))
    },
  }
}
