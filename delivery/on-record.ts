import { ApiFault } from '#kube'
import { type ApplyRecord, recordBegun, recordEnded, type Work } from './apply-record.ts'
import { asSoonAs } from './as-soon-as.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'

/** Work on a stack that goes on record. */
export interface RecordedWork {
  readonly stack: DeliveryStack
  readonly destroy: boolean
  /** The record as it was when the plan was made. */
  readonly known: ApplyRecord | undefined
  /** Lineage and serial of the state that it begins with. */
  readonly lineage: string
  readonly serial: number
}

/** What a piece of work has come to. */
type Ended = Pick<ApplyRecord, 'hash' | 'lineage' | 'serial'>

/**
 * Does some work on a stack, and writes onto the cluster that it began and that it ended: what began is there before
 * anything is made, so that a run that is killed has told whose state it was.
 * @throws Fault(1) where somebody else has begun meanwhile
 */
export async function onRecord(
  context: DeliveryContext,
  { stack, destroy, known, lineage, serial }: RecordedWork,
  effect: () => Promise<Ended>,
): Promise<void> {
  const { cluster, history, delivery } = context
  // what makes the cluster is there before it, and gone after it
  if (!cluster || stack.layer === 'cluster') {
    await effect()
    return
  }
  const work = (): Work => {
    const { commit = '', dirty = false, who = 'somebody' } = history ?? {}
    return { action: destroy ? 'destroy' : 'apply', commit, dirty, who, when: new Date().toISOString() }
  }
  const { ended, hash = '', config = '' } = known ?? {}
  const begun: ApplyRecord = { stack: stack.name, delivery, ended, begun: work(), hash, config, lineage, serial }
  const done = await whileBegun(() => recordBegun(cluster, begun, known), effect)
  const record = { ...begun, ...done, ended: work(), begun: undefined, config: history?.config ?? '' }
  await recordEnded(cluster, record).catch((error: unknown) => {
    // what holds the records goes with the platform, and is gone for a destruction that is run again after that
    const isHomeGone = error instanceof ApiFault && (stack.layer === 'platform' || error.status === 404)
    if (!(destroy && isHomeGone)) throw error
  })
}

/** The first stack of all makes the namespace of records itself: its record is written as soon as that is there. */
async function whileBegun<Result>(write: () => Promise<boolean>, effect: () => Promise<Result>): Promise<Result> {
  return (await write()) ? effect() : asSoonAs(write, 200, effect)
}
