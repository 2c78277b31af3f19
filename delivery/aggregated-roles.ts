import type { Cluster, ObjectRef } from '#kube'
import { manifestObjects } from './manifest-objects.ts'
import { type ReleaseRecord, releaseContent } from './release-record.ts'

/** How long the controller that fills aggregated roles may take to see that one is gone. */
const noticedMs = 1000

/**
 * Removes the aggregated roles of a release that is about to be uninstalled. Kubernetes fills them by server-side apply,
 * and so makes one anew that goes at the same time as a role that it gathers: Helm would wait for it to be gone for
 * ever, and the next install would find it in its way. Gone first, it stays gone.
 */
export async function removeAggregatedRoles(cluster: Cluster, record: ReleaseRecord | undefined): Promise<void> {
  const roles = aggregatedRoles((record && releaseContent(record)?.manifest) ?? '')
  for (const role of roles) await cluster.delete(role)
  if (roles.length > 0) await new Promise((resolve) => setTimeout(resolve, noticedMs))
}

/** The roles of a manifest that gather the rules of others. */
export function aggregatedRoles(manifest: string): ObjectRef[] {
  return manifestObjects(manifest)
    .filter(({ ref: { kind } }) => kind === 'ClusterRole')
    .filter((each) => 'aggregationRule' in each.object())
    .map(({ ref }) => ref)
}
