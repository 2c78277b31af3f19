import { objectKey } from '#core'
import type { DeliveryStack } from './delivery-stack.ts'
import type { LiveObjects } from './owned-objects.ts'
import { isOurs } from './pending-releases.ts'
import type { LiveReleases } from './release-record.ts'

/** What is on the cluster, as far as a stack is concerned. */
export interface LiveStack {
  readonly objects: LiveObjects
  readonly releases: LiveReleases
}

/** One import: what is on the cluster by `id` becomes the resource at `to`. */
export interface ImportBlock {
  readonly to: string
  readonly id: string
}

/**
 * Import blocks for what a stack made but did not get to write into its state: otherwise "already exists" for ever.
 * Whether they may be used is another question: somebody else may have made it.
 * @param addresses - what the state has
 * @returns empty when nothing is missing from the state
 */
export function importBlocks(stack: DeliveryStack, addresses: readonly string[], live: LiveStack): ImportBlock[] {
  const made = new Set(live.objects.ofStack(stack.name).map(objectKey))
  const objects = stack.objects
    .filter(({ address, object }) => !addresses.includes(address) && made.has(objectKey(object)))
    .map(({ address, object: { metadata } }) => ({ to: address, id: idOf(metadata.namespace, metadata.name) }))
  const releases = stack.releases
    .filter((release) => {
      const newest = live.releases.newest(release)
      return !addresses.includes(release.address) && newest !== undefined && isOurs(stack, release, newest)
    })
    .map(({ address, namespace, name }) => ({ to: address, id: idOf(namespace, name) }))
  return [...objects, ...releases]
}

function idOf(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name
}
