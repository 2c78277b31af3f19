import { printedSeconds } from '#core'
import type { Drawing, Step } from './journal.ts'
import { endLine } from './plain-progress.ts'
import type { Sheet } from './screen.ts'

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const frameMs = 100

/** Progress as lines that change in place; what has ended stays above them. */
export function liveProgress(sheet: Sheet, clock: () => number): Drawing {
  const running = new Map<string, Step>()
  let drawn = 0
  let timer: NodeJS.Timeout | undefined

  const erased = () => (drawn > 0 ? `\u001b[${drawn}A\u001b[0J` : '')
  const draw = (above = '') => {
    const frame = frames[Math.floor(clock() / frameMs) % frames.length] ?? ''
    const lines = [...running.values()].map((step) => liveLine(step, frame, clock(), sheet))
    sheet.write(`${erased()}${above}${lines.map((line) => `${line}\n`).join('')}`)
    drawn = lines.length
    if (running.size === 0) timer = void clearInterval(timer)
    else if (!timer) timer = setInterval(() => draw(), frameMs).unref()
  }
  const keep = (step: Step) => {
    running.set(step.name, step)
    draw()
  }
  return {
    began: keep,
    changed: (step) => void running.set(step.name, step),
    ended(step, result, seconds, isGood) {
      running.delete(step.name)
      const sign = isGood ? sheet.colors.green('✓') : sheet.colors.red('✗')
      draw(`${sign} ${endLine(step, result, seconds)}\n`)
    },
    noted: (text) => draw(`${text}\n`),
    close() {
      running.clear()
      draw()
    },
  }
}

/** One line that fits: a wrapped one could not be erased. */
function liveLine(step: Step, frame: string, now: number, { columns, colors }: Sheet): string {
  const seconds = (now - step.began) / 1000
  const took = seconds < 1 ? '' : `  ${printedSeconds(Math.floor(seconds))}`
  const text = `${step.name}  ${step.detail}`.trimEnd().replaceAll(/\s*\n\s*/g, ' ')
  const room = columns - took.length - 3
  const fitting = text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text
  return `${colors.cyan(frame)} ${fitting}${colors.dim(took)}`
}
