import { descent, kill, killed, livingProcesses } from './living-process.ts'
import type { PodWorkspace } from './pod-workspace.ts'

/** What a kill takes. */
export type Reach = 'our process alone' | 'with all that it started' | 'with everything, as a power cut'

/** Where on its way a command is killed, and what goes with it. */
export interface KillPoint {
  /** Part of the time that it takes undisturbed, between 0 and 1. */
  readonly part: number
  readonly reach: Reach
}

const reaches: readonly Reach[] = [
  'our process alone',
  'with all that it started',
  'our process alone',
  'with everything, as a power cut',
]

/** Points by chance, one in each of as many equal parts of the way. @param seed - the same one gives the same points */
export function killPoints(seed: number, count: number): KillPoint[] {
  const chance = mulberry(seed)
  return Array.from({ length: count }, (_, i) => ({
    part: (i + chance()) / count,
    reach: reaches[i % reaches.length] ?? 'our process alone',
  }))
}

/** Kills a command at once: it can tidy nothing up. */
export async function killCommand(place: PodWorkspace, pid: number | undefined, reach: Reach): Promise<void> {
  if (pid === undefined) throw new Error('the command was not started')
  if (reach === 'our process alone') return kill(pid)
  if (reach === 'with everything, as a power cut') return killed(() => livingProcesses(place.root))
  for (const each of await descent(pid)) kill(each.pid)
}

/** A generator of numbers from 0 to 1. @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
