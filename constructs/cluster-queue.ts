import type { KubeObject } from '#core'
import { expiresKey, tenantLabel } from './labels.ts'
import { kueueObject } from './queue-objects.ts'
import { type Amounts, coveredResources, type FlavorResource, flavorResources } from './queue-quota.ts'

export interface CohortProps {
  readonly name: string
  readonly flavor: string
  /** What the pool has beyond all guarantees: quota of the cohort itself, which nobody could borrow otherwise. */
  readonly unguaranteed: Amounts
}

/** A Cohort: queues that lend each other what they do not use, and what no tenant is guaranteed. */
export function cohort({ name, flavor, unguaranteed }: CohortProps): KubeObject {
  return kueueObject('Cohort', name, {
    resourceGroups: [
      {
        coveredResources: coveredResources(unguaranteed),
        flavors: [{ name: flavor, resources: flavorResources(unguaranteed) }],
      },
    ],
  })
}

/** Which running work gives way to work that waits. */
export interface QueuePreemption {
  readonly withinClusterQueue: 'Never' | 'LowerPriority' | 'LowerOrNewerEqualPriority'
  readonly reclaimWithinCohort: 'Never' | 'LowerPriority' | 'Any'
  /** Only where what is borrowed is not shared out fairly. */
  readonly borrowWithinCohort: 'Never' | 'LowerPriority'
}

const usualPreemption: QueuePreemption = {
  withinClusterQueue: 'LowerPriority',
  reclaimWithinCohort: 'Any',
  borrowWithinCohort: 'Never',
}

export interface ClusterQueueProps {
  readonly tenant: string
  readonly flavor: string
  readonly guaranteed: Amounts
  /** The most that the tenant may hold at once, guaranteed amounts included. */
  readonly burst: Amounts
  /** Cohort to borrow from and lend to. @default none: the tenant has what it is guaranteed, and nobody else has it */
  readonly cohort?: string
  /** What others may borrow of the guaranteed amounts. @default all of them */
  readonly lend?: Amounts
  /** Share of what is borrowed, beside the others' weights. @default 1 */
  readonly weight?: number
  /** Whether work that fits may pass work before it that does not. @default BestEffortFIFO */
  readonly strategy?: 'BestEffortFIFO' | 'StrictFIFO'
  /** What gives way to what. @default lower priority of its own tenant, and whatever borrows what this one is guaranteed */
  readonly preemption?: QueuePreemption
  /**
   * Whether nothing new is admitted, and whether what runs is evicted too.
   * @default neither, and not written: whoever holds the queue in the cluster is not overruled by the next delivery
   */
  readonly stopPolicy?: 'Hold' | 'HoldAndDrain'
  /** Last day of the tenant. @default it never expires */
  readonly expires?: string | undefined
}

/**
 * A ClusterQueue: what one tenant is guaranteed, and how far it may borrow.
 * Limits, weight and what others give way to stand only where there is a cohort.
 */
export function clusterQueue(props: ClusterQueueProps): KubeObject {
  const { tenant, flavor, guaranteed, cohort: cohortName, stopPolicy, weight = 1, expires } = props
  const { strategy = 'BestEffortFIFO', preemption = usualPreemption } = props
  const queue = kueueObject('ClusterQueue', tenant, {
    ...(cohortName === undefined ? {} : { cohortName }),
    ...(cohortName === undefined || weight === 1 ? {} : { fairSharing: { weight: `${weight}` } }),
    namespaceSelector: { matchLabels: { [tenantLabel]: tenant } },
    queueingStrategy: strategy,
    resourceGroups: [
      { coveredResources: coveredResources(guaranteed), flavors: [{ name: flavor, resources: resources(props) }] },
    ],
    preemption: cohortName === undefined ? alone(preemption) : among(preemption),
    ...(stopPolicy === undefined ? {} : { stopPolicy }),
  })
  if (expires === undefined) return queue
  return { ...queue, metadata: { ...queue.metadata, annotations: { [expiresKey]: expires } } }
}

function resources({ guaranteed, burst, lend, cohort: cohortName }: ClusterQueueProps): FlavorResource[] {
  return cohortName === undefined ? flavorResources(guaranteed) : flavorResources(guaranteed, { most: burst, lend })
}

function alone({ withinClusterQueue }: QueuePreemption) {
  return { reclaimWithinCohort: 'Never', withinClusterQueue }
}

// what fair sharing excludes is not even written as Never
function among({ reclaimWithinCohort, withinClusterQueue, borrowWithinCohort }: QueuePreemption) {
  const borrowing = borrowWithinCohort === 'Never' ? {} : { borrowWithinCohort: { policy: borrowWithinCohort } }
  return { reclaimWithinCohort, withinClusterQueue, ...borrowing }
}
