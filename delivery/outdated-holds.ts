import { type KubeObject, objectKey } from '#core'
import type { Cluster } from '#kube'
import type { Change } from './change.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import { insideObjects, type LiveObjects } from './owned-objects.ts'

/** A queue that an expiry holds for a last day that config has moved since. */
export interface OutdatedHold {
  readonly change: Change
  readonly queue: KubeObject
  /** What config says of it: `None`, unless its state holds it too; `Hold` where somebody held it before. */
  readonly stopPolicy: string
}

/** Annotation of a tenant's queue: its last day, as config has it. */
const expiresKey = 'superpod/expires'

/** How an expiry calls itself where it sets a field: for which day, and whether it drains what somebody else held. */
const manager = /^superpod-expiry-(?<day>\d{4}-\d{2}-\d{2})(?<overHold>-over-hold)?$/

/**
 * Queues of a stack that an expiry holds although the tenant's last day is a later one now, or none any more. It never
 * releases a queue itself, and no plan tells of what only the cluster knows. What a person holds is left alone, and so
 * is what is held for the day that config has.
 */
export function outdatedHolds(stack: DeliveryStack, live: LiveObjects): OutdatedHold[] {
  const there = new Map(live.ofStack(stack.name).map((object) => [objectKey(object), object]))
  return insideObjects(stack).flatMap(({ address, object }) => {
    const queue = object.kind === 'ClusterQueue' ? there.get(objectKey(object)) : undefined
    const hold = queue && expiryThatHolds(queue)
    if (!queue || !hold) return []
    const [before, own] = [stopPolicyOf(queue), stopPolicyOf(object)]
    // a person's hold is a person's, also once the expiry has drained it
    const wanted = own === 'None' && hold.overHold ? 'Hold' : own
    if (before === wanted || !isOutdated(hold, object)) return []
    return [{ change: release(address, object, before, wanted), queue, stopPolicy: wanted }]
  })
}

/** Releases queues that are held for a day of the past. */
export async function releaseHolds(cluster: Cluster, holds: readonly OutdatedHold[]): Promise<void> {
  for (const { queue, stopPolicy } of holds) await cluster.patch(queue, { spec: { stopPolicy } })
}

interface ManagedFields {
  readonly manager?: string
  readonly fieldsV1?: { readonly 'f:spec'?: Readonly<Record<string, unknown>> }
}

/** An expiry's hold of a queue. */
export interface ExpiryHold {
  /** As whom it set the field. */
  readonly manager: string
  /** The last day that it acts for. */
  readonly day: string
  /** Whether somebody else held the queue before it was drained. */
  readonly overHold: boolean
}

/** Whether config has a later last day than the one that a queue is held for, or none. @param wanted - as config has it */
export function isOutdated({ day }: Pick<ExpiryHold, 'day'>, wanted: KubeObject | undefined): boolean {
  const expires = wanted?.metadata.annotations?.[expiresKey]
  return expires === undefined || expires > day
}

/** The hold of a manager of a queue's fields. @returns undefined where it is no expiry */
export function holdOf(name: string | undefined): ExpiryHold | undefined {
  const { day, overHold } = manager.exec(name ?? '')?.groups ?? {}
  return name !== undefined && day !== undefined ? { manager: name, day, overHold: overHold !== undefined } : undefined
}

/** What an expiry holds a queue for. @returns undefined where whoever holds it is none */
export function expiryThatHolds({ metadata }: KubeObject): ExpiryHold | undefined {
  const owners = (metadata['managedFields'] ?? []) as readonly ManagedFields[]
  const owner = owners.find(({ fieldsV1 }) => fieldsV1?.['f:spec'] && 'f:stopPolicy' in fieldsV1['f:spec'])
  return holdOf(owner?.manager)
}

/** What holds a queue, if anything does. @returns `None` where nothing does */
export function stopPolicyOf(queue: KubeObject): string {
  return (queue as { spec?: { stopPolicy?: string } }).spec?.stopPolicy ?? 'None'
}

function release(address: string, object: KubeObject, before: string, after: string): Change {
  const { kind, metadata, spec } = object as KubeObject & { spec: object }
  const as = (stopPolicy: string) => ({ ...object, spec: { ...spec, stopPolicy } })
  const states = { before: as(before), after: after === stopPolicyOf(object) ? object : as(after) }
  return { address, action: 'update', kind, namespace: '', name: metadata.name, ...states }
}
