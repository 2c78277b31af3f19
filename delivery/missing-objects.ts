import type { KubeObject } from '#core'
import { type Cluster, inParallel } from '#kube'
import type { Change } from './change.ts'
import type { DeliveryStack, StackRelease } from './delivery-stack.ts'
import { insideObjects, type LiveObjects } from './owned-objects.ts'
import { chartObjects, releaseObject } from './release-objects.ts'
import { isPending, type LiveReleases, releaseContent } from './release-record.ts'
import { objectsInValues } from './release-values.ts'

/** An object that a release should have and that is not there: neither Terraform nor Helm looks. */
export interface MissingObject {
  readonly change: Change
  /** The object with Helm's ownership on it, so that Helm still knows it. */
  readonly object: KubeObject
}

/** What is missing from a stack's releases; a release that is not there at all is not counted, its plan makes it. */
export async function missingObjects(
  cluster: Cluster,
  stack: DeliveryStack,
  live: LiveObjects,
  releases: LiveReleases,
): Promise<MissingObject[]> {
  const settled = (release: StackRelease) => {
    const newest = releases.newest(release)
    return newest?.status === 'deployed' || (newest !== undefined && isPending(newest))
  }
  const own = insideObjects(stack)
    .filter(({ release, object }) => settled(release) && !live.has(object))
    .map(({ address, release, object }) => missing(address, releaseObject(release, object)))
  const foreign = stack.releases.filter((release) => !objectsInValues(release.values) && settled(release))
  const ofCharts = await Promise.all(foreign.map((release) => missingOfChart(cluster, release, releases)))
  return [...own, ...ofCharts.flat()]
}

async function missingOfChart(
  cluster: Cluster,
  release: StackRelease,
  releases: LiveReleases,
): Promise<MissingObject[]> {
  const newest = releases.newest(release)
  const found = await inParallel(chartObjects(release, newest && releaseContent(newest)), 8, async (each) => {
    return (await cluster.get(each.ref)) ? undefined : missing(each.address, each.object())
  })
  return found.filter((each) => each !== undefined)
}

function missing(address: string, object: KubeObject): MissingObject {
  const { kind, metadata } = object
  const { name, namespace = '' } = metadata
  return { object, change: { address, action: 'create', kind, namespace, name, after: object } }
}
