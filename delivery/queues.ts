import { counted, failure, type KubeObject, objectKey } from '#core'
import { type Cluster, inParallel, withPatience } from '#kube'
import type { DeliveryContext } from './delivery-context.ts'
import { expiryThatHolds, holdOf, isOutdated, stopPolicyOf } from './outdated-holds.ts'

/** How long running work may take to end once its queue drains. */
const drainSeconds = 180

/** How long Kueue may take to say that it has heard. */
const heardSeconds = 30

/**
 * Has queues let nothing in any more and drain what runs, and waits until nothing runs: for all of them together as long
 * as for one.
 * @throws Fault(3) where Kueue does not answer: without it no queue ever drains, nor goes
 */
export async function drainQueues(
  { cluster, progress }: Pick<DeliveryContext, 'cluster' | 'progress'>,
  queues: readonly KubeObject[],
): Promise<void> {
  if (!cluster || queues.length === 0) return
  const step = 'queues'
  progress.step(step, `draining ${queues.length}`)
  const held = await inParallel(queues, 4, async (queue) => {
    const live = await cluster.get(queue)
    if (!live) return []
    // what was noted by a destruction that was interrupted is what was there before both
    const noted = live.metadata.annotations?.[policyBefore] !== undefined
    const annotations = noted
      ? {}
      : { [policyBefore]: stopPolicyOf(live), [managerBefore]: expiryThatHolds(live)?.manager }
    await cluster.patch(queue, { metadata: { annotations }, spec: { stopPolicy: 'HoldAndDrain' } })
    return [queue]
  })
  const options = (timeoutSeconds: number) => ({ timeoutSeconds })
  await Promise.all(
    held.flat().map(async (queue) => {
      await cluster.waitFor(queue, 'held', isHeld, options(heardSeconds)).catch((error: unknown) => {
        throw kueueSilent(queue, error)
      })
      await cluster.waitFor(queue, 'drained', isDrained, options(drainSeconds))
    }),
  )
  progress.done(step, 'drained')
}

function kueueSilent(queue: KubeObject, cause: unknown) {
  return failure(
    {
      code: 'queue/kueue-silent',
      path: queue.metadata.name,
      message: `queue ${queue.metadata.name} was told to drain, but Kueue did not answer within ${heardSeconds} s`,
      remedy: 'bring Kueue up (its pods are in kueue-system), then run the command again: without it no queue can go',
    },
    cause,
  )
}

/** Annotation of a queue that a destruction drains: the policy that it had. */
const policyBefore = 'superpod/stop-policy-before'

/** Annotation of such a queue: the expiry that held it. */
const managerBefore = 'superpod/stop-manager-before'

/**
 * Gives queues back what held them before a destruction drained them and then left them behind, as it was interrupted: no
 * plan tells of that. What nothing held works again; what its expiry held stays so, and stays known as that, unless config
 * has a later day.
 * @param wanted - the same queues as config has them
 */
export async function resumeQueues(
  { cluster, progress }: Pick<DeliveryContext, 'cluster' | 'progress'>,
  objects: readonly KubeObject[],
  wanted: readonly KubeObject[],
): Promise<void> {
  const left = objects.filter(({ kind, metadata }) => kind === 'ClusterQueue' && metadata.annotations?.[policyBefore])
  if (!cluster || left.length === 0) return
  progress.note(`an interrupted destruction has drained ${counted(left.length, 'queue')}, resumed now`)
  await withPatience({ progress, step: 'queues' }, () =>
    inParallel(left, 4, async (queue) => {
      const { [policyBefore]: policy = 'None', [managerBefore]: manager } = queue.metadata.annotations ?? {}
      const own = wanted.find((each) => objectKey(each) === objectKey(queue))
      const hold = holdOf(manager)
      const isOver = hold !== undefined && isOutdated(hold, own)
      const spec = { stopPolicy: isOver ? (hold.overHold ? 'Hold' : 'None') : policy }
      // what was drained before was not changed by a destruction, and is its expiry's still
      await cluster.patch(queue, { spec }, undefined, { fieldManager: isOver ? undefined : hold?.manager })
      await cluster.patch(queue, { metadata: { annotations: { [policyBefore]: null, [managerBefore]: null } } })
    }),
  )
}

/** Whether the controller has taken the queue out of service; a queue that is gone is. */
function isHeld(queue: KubeObject | undefined): boolean {
  const { status } = (queue ?? {}) as { status?: { conditions?: readonly { type: string; status: string }[] } }
  return !queue || (status?.conditions ?? []).some(({ type, status: is }) => type === 'Active' && is === 'False')
}

function isDrained(queue: KubeObject | undefined): boolean {
  const { status } = (queue ?? {}) as { status?: { admittedWorkloads?: number; reservingWorkloads?: number } }
  return (status?.admittedWorkloads ?? 0) === 0 && (status?.reservingWorkloads ?? 0) === 0
}

const queueKinds = ['ClusterQueue', 'LocalQueue', 'Workload'].map((kind) => ({
  apiVersion: 'kueue.x-k8s.io/v1beta2',
  kind,
}))

/**
 * Refuses to take Kueue away while somebody's queues or work are left: its kinds would hang in deletion for ever.
 * @param own - what the stacks that go anyway have made
 */
export async function refuseLeftWork(cluster: Cluster, own: readonly KubeObject[]): Promise<void> {
  const keys = new Set(own.map(objectKey))
  const lists = await Promise.all(queueKinds.map((kind) => cluster.list(kind)))
  const left = lists
    .flat()
    .map(objectKey)
    .filter((key) => !keys.has(key))
  if (left.length === 0) return
  throw failure({
    code: 'queue/left-over',
    path: left[0] ?? '',
    message: `${left.length} objects of Kueue that no stack made are left: ${left.slice(0, 3).join(', ')}`,
    remedy: 'delete them (work in queues: delete its jobs), then run the command again',
  })
}
