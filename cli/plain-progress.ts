import { printedSeconds } from '#core'
import type { Drawing, Step } from './journal.ts'
import type { Sheet } from './screen.ts'

/** How long a step may go on unsaid, and the least time between two lines about it: a log should tell, not flood. */
const patienceMs = { first: 1500, next: 10_000 }

/** Progress as lines that stay: for pipes, logs and dumb terminals. */
export function plainProgress(sheet: Sheet): Drawing {
  const running = new Map<string, Step>()
  const timers = new Map<string, NodeJS.Timeout>()
  const line = (text: string) => sheet.write(`${text}\n`)
  const tellAfter = (name: string, patience: number) => {
    const tell = () => {
      line(`… ${name}  ${running.get(name)?.detail ?? ''}`.trimEnd())
      tellAfter(name, patienceMs.next)
    }
    timers.set(name, setTimeout(tell, patience).unref())
  }
  const forget = (name: string) => {
    clearTimeout(timers.get(name))
    timers.delete(name)
    running.delete(name)
  }
  return {
    began(step) {
      running.set(step.name, step)
      tellAfter(step.name, patienceMs.first)
    },
    changed: (step) => void running.set(step.name, step),
    ended(step, result, seconds, isGood) {
      forget(step.name)
      line(`${isGood ? '✓' : '✗'} ${endLine(step, result, seconds)}`)
    },
    noted: line,
    close() {
      for (const name of running.keys()) forget(name)
    },
  }
}

/** The line that a step leaves behind; many results are durations already. */
export function endLine({ name }: Step, result: string, seconds: number): string {
  const took = seconds < 0.05 || /\d (s|min)$/.test(result) ? '' : `(${printedSeconds(seconds)})`
  return [name, result, took].filter(Boolean).join('  ')
}
