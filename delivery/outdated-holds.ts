import { type KubeObject, objectKey } from '#core'
import type { Cluster } from '#kube'
import type { Change } from './change.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import { insideObjects, type LiveObjects } from './owned-objects.ts'

/** A queue that an expiry holds for a last day that config has moved since. */
export interface OutdatedHold {
  readonly change: Change
  readonly queue: KubeObject
  /** What config says of it: `None`, unless its state holds it too. */
  readonly stopPolicy: string
}

/** Annotation of a tenant's queue: its last day, as config has it. */
const expiresKey = 'superpod/expires'

/** How an expiry calls itself where it sets a field: the day that it acts for follows. */
const manager = 'superpod-expiry-'

/**
 * Queues of a stack that an expiry holds although the tenant's last day is a later one now, or none any more. It never
 * releases a queue itself, and no plan tells of what only the cluster knows. What a person holds is left alone, and so
 * is what is held for the day that config has.
 */
export function outdatedHolds(stack: DeliveryStack, live: LiveObjects): OutdatedHold[] {
  const there = new Map(live.ofStack(stack.name).map((object) => [objectKey(object), object]))
  return insideObjects(stack).flatMap(({ address, object }) => {
    const queue = object.kind === 'ClusterQueue' ? there.get(objectKey(object)) : undefined
    const day = queue && expiryThatHolds(queue)
    if (!queue || day === undefined) return []
    const expires = object.metadata.annotations?.[expiresKey]
    const [before, wanted] = [stopPolicyOf(queue), stopPolicyOf(object)]
    if (before === wanted || (expires !== undefined && expires <= day)) return []
    return [{ change: release(address, object, before), queue, stopPolicy: wanted }]
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

/** The last day that an expiry holds a queue for. @returns undefined where whoever holds it is none */
export function expiryThatHolds({ metadata }: KubeObject): string | undefined {
  const owners = (metadata['managedFields'] ?? []) as readonly ManagedFields[]
  const owner = owners.find(({ fieldsV1 }) => fieldsV1?.['f:spec'] && 'f:stopPolicy' in fieldsV1['f:spec'])
  return owner?.manager?.startsWith(manager) ? owner.manager.slice(manager.length) : undefined
}

/** What holds a queue, if anything does. @returns `None` where nothing does */
export function stopPolicyOf(queue: KubeObject): string {
  return (queue as { spec?: { stopPolicy?: string } }).spec?.stopPolicy ?? 'None'
}

function release(address: string, object: KubeObject, stopPolicy: string): Change {
  const { kind, metadata, spec } = object as KubeObject & { spec: object }
  const before = { ...object, spec: { ...spec, stopPolicy } }
  return { address, action: 'update', kind, namespace: '', name: metadata.name, before, after: object }
}
