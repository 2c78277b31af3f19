import { printedSeconds } from '#core'
import type { Drawing, Step } from './journal.ts'
import type { Sheet } from './screen.ts'

/** Least time between two lines about one step: a log should tell, not flood. */
const patienceMs = 10_000

/** Progress as lines that stay: for pipes, logs and dumb terminals. */
export function plainProgress(sheet: Sheet, clock: () => number): Drawing {
  const said = new Map<string, number>()
  const line = (text: string) => sheet.write(`${text}\n`)
  const told = (step: Step) => line(`${step.name} ${step.detail || '…'}`)
  return {
    began(step) {
      said.set(step.name, clock())
      told(step)
    },
    changed(step) {
      if (clock() - (said.get(step.name) ?? 0) < patienceMs) return
      said.set(step.name, clock())
      told(step)
    },
    ended: (step, result, seconds) => line(endLine(step, result, seconds)),
    noted: line,
    close() {},
  }
}

/** The line that a step leaves behind. */
export function endLine({ name }: Step, result: string, seconds: number): string {
  const took = seconds < 0.05 ? '' : `(${printedSeconds(seconds)})`
  return [`✓ ${name}`, result, took].filter(Boolean).join('  ')
}
