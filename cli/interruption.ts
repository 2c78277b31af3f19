import type { Journal } from './journal.ts'

/** A person, or the system, that wants the command to end. */
export interface Interruption {
  readonly signal: AbortSignal
  /** Exit code by the shell's custom, once interrupted: 130 or 143. */
  exitCode(): number | undefined
}

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/**
 * Interruption of this process by signal: the first asks everything to stop, the second ends it at once.
 * @param stopping - called at the first, to say so
 */
export function processInterruption(stopping: () => void): Interruption {
  const controller = new AbortController()
  let code: number | undefined
  for (const name of Object.keys(codes) as (keyof typeof codes)[]) {
    process.on(name, () => {
      if (code !== undefined) process.exit(codes[name])
      code = codes[name]
      stopping()
      controller.abort(new Error(`interrupted by ${name}`))
    })
  }
  return { signal: controller.signal, exitCode: () => code }
}

/** How far an interrupted command came, for the person who stopped it. */
export function reached(journal: Journal): string {
  const open = journal.open().map(({ name }) => name)
  const finished = journal.finished()
  return [
    'interrupted: nothing is lost, the same command goes on from here',
    ...(finished.length > 0 ? [`  done: ${finished.join(', ')}`] : []),
    ...(open.length > 0 ? [`  not finished: ${open.join(', ')}`] : []),
  ].join('\n')
}
