import { readFileSync } from 'node:fs'
import { startProgram } from '#tools'

/** What a program took. */
export interface Measured {
  readonly seconds: number
  /** Most memory that it held at once. */
  readonly memoryMiB: number
  readonly stdout: string
}

/** How a program is run. */
export interface Surroundings {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** Runs a program, and measures it. @throws Error where it fails */
export async function measured(words: readonly [string, ...string[]], surroundings: Surroundings): Promise<Measured> {
  const [program, ...args] = words
  const began = performance.now()
  const { pid, ended } = startProgram(program, args, surroundings)
  let memoryMiB = 0
  const looking = setInterval(() => {
    memoryMiB = Math.max(memoryMiB, peakMiB(pid))
  }, 25)
  const { stdout, stderr, exitCode } = await ended
  clearInterval(looking)
  const seconds = (performance.now() - began) / 1000
  if (exitCode !== 0) throw new Error(`${words.join(' ')} ended with ${exitCode}: ${stderr}`)
  return { seconds, memoryMiB, stdout }
}

/**
 * The quickest of some runs, effect by effect and round by round: what else the machine does can only make a run slower,
 * and it meets all of them alike.
 */
export async function quickest(
  rounds: number,
  effects: Readonly<Record<string, () => Promise<Measured>>>,
): Promise<Record<string, Measured>> {
  const best: Record<string, Measured> = {}
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, effect] of Object.entries(effects)) {
      const run = await effect()
      if (run.seconds < (best[name]?.seconds ?? Number.POSITIVE_INFINITY)) best[name] = run
    }
  }
  return best
}

/** A run that there was. @throws Error where there was none */
export function known(run: Measured | undefined): Measured {
  if (!run) throw new Error('nothing was measured')
  return run
}

function peakMiB(pid: number | undefined): number {
  try {
    const [, kibibytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kibibytes) / 1024
  } catch {
    return 0
  }
}
