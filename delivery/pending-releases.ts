import { stackLabel } from '#core'
import { chartName } from './chart-location.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack, StackRelease } from './delivery-stack.ts'
import { isPending, type LiveReleases, type ReleaseRecord, releaseContent } from './release-record.ts'
import { objectsInValues } from './release-values.ts'

/**
 * Frees the releases of a stack that an earlier run left in the middle: the Secret of the unfinished revision goes, and
 * the next upgrade goes forward from there. Never an uninstall, never a rollback. A release that is not ours stays as
 * it is.
 * @param kept - statuses of releases that stay as they are
 * @returns whether any was freed
 */
export async function freePendingReleases(
  { cluster, progress }: DeliveryContext,
  stack: DeliveryStack,
  live: LiveReleases,
  kept: readonly string[] = [],
): Promise<boolean> {
  let freed = false
  for (const release of stack.releases) {
    const newest = live.newest(release)
    if (!cluster || !newest || !isPending(newest) || !isOurs(stack, release, newest)) continue
    if (kept.includes(newest.status)) continue
    progress.note(`release ${release.name} was left ${newest.status}: going on from there`)
    await cluster.delete(newest.secret)
    freed = true
  }
  return freed
}

/** Whether a release on the cluster is the one that a stack names: by its chart, and by our label on its objects. */
export function isOurs({ name }: DeliveryStack, release: StackRelease, record: ReleaseRecord): boolean {
  const content = releaseContent(record)
  if (!content || content.chart !== chartName(release.chart)) return false
  const ownChart = objectsInValues(release.values) !== undefined
  return !ownChart || content.manifest.includes(`"${stackLabel}":"${name}"`) || hasYamlLabel(content.manifest, name)
}

function hasYamlLabel(manifest: string, stack: string): boolean {
  return new RegExp(`^\\s*"?${stackLabel}"?:\\s*"?${stack}"?,?\\s*$`, 'm').test(manifest)
}
