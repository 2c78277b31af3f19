import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import { type ClusterQueueProps, clusterQueue } from './cluster-queue.ts'
import { ObjectsRelease } from './objects-release.ts'
import { localQueue } from './queue-objects.ts'

export interface TenantQueuesProps extends Omit<ClusterQueueProps, 'stopPolicy'> {
  readonly state: 'active' | 'suspended' | 'retired'
  /** Names of the tenant's namespaces in the cluster. */
  readonly namespaces: readonly string[]
  /** The namespaces themselves, so that queues come after them and go before them. */
  readonly dependsOn: readonly ITerraformDependable[]
}

/**
 * The way of one tenant's work to its GPUs: one ClusterQueue, and in each namespace a LocalQueue called `default`, so
 * that whatever names no queue has one. A suspended tenant's queue is
 * held: what runs goes on. A retired one's is drained of that too.
 */
export class TenantQueues extends Construct {
  constructor(scope: Construct, id: string, { state, namespaces, dependsOn, ...queue }: TenantQueuesProps) {
    super(scope, id)
    new ObjectsRelease(this, 'Resource', {
      name: `tenant-${queue.tenant}`,
      objects: [
        clusterQueue({ ...queue, ...stopPolicies[state] }),
        ...namespaces.map((namespace) => localQueue(namespace, 'default', queue.tenant)),
      ],
      dependsOn,
    })
  }
}

const stopPolicies = {
  active: {},
  suspended: { stopPolicy: 'Hold' },
  retired: { stopPolicy: 'HoldAndDrain' },
} as const
