import { KueueRelease, ObjectsRelease } from '#constructs'
import { allocatable, type PodModel } from '#model'
import { primary } from '#terraform'
import type { PlatformParts } from './platform-parts.ts'
import { sharedQueueObjects } from './shared-queue-objects.ts'

/** Kueue, and what its queues share. */
export function addQueues({ stack, model, home, placement, namespace }: PlatformParts): void {
  const { kueue } = model.platform
  const release =
    kueue.owner === 'superpod'
      ? new KueueRelease(stack, 'kueue', {
          version: kueue.version,
          namespace: namespace('kueue-system', 'restricted'),
          placement,
          replicas: model.target.kind === 'twin' ? 1 : 2,
          excludedResources: unknownResources(model),
          fairSharing: kueue.fairSharing,
          waitForPodsReady: kueue.waitForPodsReady,
        })
      : undefined
  new ObjectsRelease(stack, 'queues', {
    name: 'queues',
    namespace: home,
    objects: sharedQueueObjects(model),
    dependsOn: release ? [primary(release)] : [],
  })
}

// a queue without quota on a resource would hold back whatever asks for it
function unknownResources({ generation }: PodModel): string[] {
  const { cpus, memoryGiB } = allocatable(generation)
  return [...(cpus === undefined ? ['cpu'] : []), ...(memoryGiB === undefined ? ['memory'] : [])]
}
