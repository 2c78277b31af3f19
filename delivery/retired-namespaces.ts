import type { KubeObject } from '#core'
import { type Cluster, inParallel, type ObjectRef } from '#kube'
import type { Change } from './change.ts'

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
