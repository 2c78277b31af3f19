import { join } from 'node:path'
import { takeLock } from '#tools'
import type { DeliveryContext } from './delivery-context.ts'
import { makeWorkplace } from './workplace.ts'

/** Does something with a target while no other command does anything with it; waits for one that does. */
export async function alone<Result>(
  context: Pick<DeliveryContext, 'workplace' | 'progress' | 'signal'>,
  effect: () => Promise<Result>,
): Promise<Result> {
  const { workplace, progress, signal } = context
  await makeWorkplace(workplace)
  let noted = false
  const lock = await takeLock(join(workplace.folder, 'delivery.lock'), {
    pollMs: 200,
    ...(signal ? { signal } : {}),
    waiting({ pid }) {
      if (!noted) progress.note(`waiting for process ${pid}, which works on this target`)
      noted = true
    },
  })
  try {
    return await effect()
  } finally {
    await lock.release()
  }
}
