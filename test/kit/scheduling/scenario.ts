import { type Gang, type GangRequest, removed, submitted } from './gang.ts'
import type { SharedMachine } from './shared-machine.ts'
import { secondsSince, until } from './waiting.ts'
import { type Work, workNow } from './work.ts'

/** Submits a gang that is gone when the scenario ends. */
export type Submit = (request: GangRequest) => Promise<Gang>

/** What became of a gang. */
export interface Outcome extends Pick<Work, 'isAdmitted' | 'preempted' | 'evictions'> {
  readonly gang: string
}

/** Plays a scenario on an empty machine, and leaves it empty, whatever happens. */
export async function during<Result>(
  machine: SharedMachine,
  scenario: (submit: Submit) => Promise<Result>,
): Promise<Result> {
  const gangs: Gang[] = []
  try {
    return await scenario(async (request) => {
      const gang = await submitted(machine, request)
      gangs.push(gang)
      return gang
    })
  } finally {
    await removed(machine, gangs)
  }
}

/** What has become of gangs, in the order given. */
export async function outcomesOf(machine: SharedMachine, gangs: readonly Gang[]): Promise<Outcome[]> {
  return await Promise.all(
    gangs.map(async (gang) => {
      const { isAdmitted, preempted, evictions } = await workNow(machine, gang)
      return { gang: gang.name, isAdmitted, preempted, evictions }
    }),
  )
}

/** Those that were evicted, and those that were not. */
export function parted(outcomes: readonly Outcome[]): { victims: Outcome[]; spared: Outcome[] } {
  return {
    victims: outcomes.filter(({ evictions }) => evictions.length > 0),
    spared: outcomes.filter(({ evictions }) => evictions.length === 0),
  }
}

/**
 * Waits until one gang of some is evicted.
 * @param since - moment from which its seconds count
 */
export async function oneEvicted(
  machine: SharedMachine,
  gangs: readonly Gang[],
  since: number,
  seconds?: number,
): Promise<number> {
  await until(
    `one of ${gangs.map(({ tenant, name }) => `${tenant}/${name}`).join(', ')} is evicted`,
    () => outcomesOf(machine, gangs),
    (outcomes) => parted(outcomes).victims.length > 0,
    seconds,
  )
  return secondsSince(since)
}
