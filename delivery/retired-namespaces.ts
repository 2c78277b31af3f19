import type { KubeObject } from '#core'
import { type Cluster, inParallel, type ObjectRef } from '#kube'
import type { Change } from './change.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'

/** Label that says whether a tenant's namespace may be deleted: the cluster itself denies it for an active one. */
const stateLabel = 'superpod/state'

/** Marks namespaces as retired that are about to be deleted. */
export async function retireNamespaces(cluster: Cluster, changes: readonly Change[]): Promise<void> {
  const going = changes.filter(({ kind, action }) => kind === 'Namespace' && ['delete', 'replace'].includes(action))
  await inParallel(going, 8, async ({ name }) => {
    const ref: ObjectRef = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
    const live = await cluster.get(ref)
    if (live && isActive(live)) await cluster.patch(ref, { metadata: { labels: { [stateLabel]: 'retired' } } })
  })
}

/** Whether a namespace is one of a tenant that is not retired. */
export function isActive({ metadata }: KubeObject): boolean {
  return metadata.labels?.[stateLabel] === 'active'
}

/** How long a namespace may take to go: it deletes all that is in it first. */
const goneWithinSeconds = 180

/**
 * Waits for those namespaces of a stack that somebody is deleting: nothing can be made in them, or in their place.
 * @returns whether there was any
 */
export async function waitForTerminating(
  { cluster, progress }: Pick<DeliveryContext, 'cluster' | 'progress'>,
  { objects }: DeliveryStack,
): Promise<boolean> {
  if (!cluster) return false
  const own = objects.filter(({ object }) => object.kind === 'Namespace')
  const live = await inParallel(own, 8, ({ object }) => cluster.get(object))
  const going = live.filter((each) => each !== undefined).filter(({ metadata }) => metadata.deletionTimestamp)
  await inParallel(going, 8, async (namespace) => {
    progress.note(`waiting until namespace ${namespace.metadata.name}, which somebody deleted, is gone`)
    const isGone = (object: KubeObject | undefined) => object?.metadata['uid'] !== namespace.metadata.uid
    await cluster.waitFor(namespace, 'gone', isGone, { timeoutSeconds: goneWithinSeconds })
  })
  return going.length > 0
}
