import { setTimeout } from 'node:timers/promises'

/**
 * Does some work, and beside it tries something until it succeeds, or the work is over: what is to be written as soon as the
 * work has made room for it, so that a run that is killed in the middle has written it as well.
 * @param attempt - whether it succeeded; what it throws is no success
 * @param everyMs - pause between two attempts, in milliseconds
 */
export async function asSoonAs<Result>(
  attempt: () => Promise<boolean>,
  everyMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  let over = false
  const tried = async () => {
    while (!over && !(await attempt().catch(() => false))) await setTimeout(everyMs)
  }
  const trying = tried()
  try {
    return await work()
  } finally {
    over = true
    await trying
  }
}
