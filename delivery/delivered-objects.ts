import type { FieldChange, KubeObject } from '#core'
import type { Cluster } from '#kube'
import { chartName } from './chart-location.ts'
import type { DeliveryStack, StackRelease } from './delivery-stack.ts'
import { insideObjects } from './owned-objects.ts'
import { contentChanges } from './release-changes.ts'
import { chartObjects, releaseObject } from './release-objects.ts'
import { type LiveReleases, liveReleases, releaseContent } from './release-record.ts'
import { objectsInValues } from './release-values.ts'

/** One object of a delivered stack: typed, carried by a release of ours, or made by a chart of others. */
export interface DeliveredObject {
  readonly stack: string
  readonly address: string
  readonly object: KubeObject
}

/** A release of a chart of others that is not as config has it. */
export interface ReleaseDrift {
  readonly stack: string
  readonly address: string
  readonly namespace: string
  readonly name: string
  readonly chart: string
  /** Helm's word for the newest revision; undefined where there is none. */
  readonly status: string | undefined
  /** Version and values that differ: before is the cluster's, after is config's. */
  readonly fields: readonly FieldChange[]
}

/** What a cluster should hold, as far as it was delivered. */
export interface Delivered {
  readonly objects: readonly DeliveredObject[]
  readonly releases: readonly ReleaseDrift[]
}

/**
 * Every object that stacks should have on a cluster. What a chart of others makes is what Helm noted when it made the
 * release: the chart itself need not be at hand.
 */
export async function deliveredObjects(cluster: Cluster, stacks: readonly DeliveryStack[]): Promise<Delivered> {
  const live = await liveReleases(cluster)
  const foreign = stacks.flatMap((stack) =>
    stack.releases.filter(({ values }) => !objectsInValues(values)).map((release) => ({ stack, release })),
  )
  const typed = stacks.flatMap(({ name, objects }) => objects.map((each) => ({ stack: name, ...each })))
  const inside = stacks.flatMap((stack) =>
    insideObjects(stack).map(({ address, release, object }) => {
      return { stack: stack.name, address, object: releaseObject(release, object) }
    }),
  )
  const charts = foreign.map(({ stack, release }) => foreignRelease(stack.name, release, live))
  return {
    objects: [...typed, ...inside, ...charts.flatMap(({ objects }) => objects)],
    releases: charts.flatMap(({ drift }) => drift ?? []),
  }
}

/** A release of a chart of others: its record is a megabyte, and is read once. */
function foreignRelease(stack: string, release: StackRelease, live: LiveReleases) {
  const { address, namespace, name, chart } = release
  const newest = live.newest(release)
  const content = newest && releaseContent(newest)
  const isDeployed = newest?.status === 'deployed'
  // what a failed upgrade would have made is not what config has
  const made = isDeployed ? chartObjects(release, content) : []
  const objects = made.map((each): DeliveredObject => ({ stack, address: each.address, object: each.object() }))
  const fields = content ? contentChanges(release, content) : []
  const facts = { stack, address, namespace, name, chart: chartName(chart), status: newest?.status, fields }
  const drift: ReleaseDrift | undefined = isDeployed && content && fields.length === 0 ? undefined : facts
  return { objects, drift }
}
