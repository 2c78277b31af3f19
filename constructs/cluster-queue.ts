import type { KubeObject } from '#core'
import { tenantLabel } from './labels.ts'
import { kueueObject } from './queue-objects.ts'
import { type Amounts, coveredResources, flavorResources } from './queue-quota.ts'

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

export interface ClusterQueueProps {
  readonly tenant: string
  readonly flavor: string
  readonly guaranteed: Amounts
  /** The most that the tenant may hold at once, guaranteed amounts included. */
  readonly burst: Amounts
  /** Cohort to borrow from and lend to. @default none: the tenant has what it is guaranteed, and nobody else has it */
  readonly cohort?: string
  /** Whether work is held back, and what runs is evicted. @default false */
  readonly drained?: boolean
}

/**
 * A ClusterQueue: what one tenant is guaranteed, and how far it may borrow.
 * Limits stand only where there is a cohort; what is reclaimed is shared out fairly, never by `borrowWithinCohort`,
 * which fair sharing excludes.
 */
export function clusterQueue(props: ClusterQueueProps): KubeObject {
  const { tenant, flavor, guaranteed, burst, cohort: cohortName, drained = false } = props
  const resources = flavorResources(guaranteed, cohortName === undefined ? undefined : burst)
  return kueueObject('ClusterQueue', tenant, {
    ...(cohortName === undefined ? {} : { cohortName }),
    namespaceSelector: { matchLabels: { [tenantLabel]: tenant } },
    queueingStrategy: 'BestEffortFIFO',
    resourceGroups: [{ coveredResources: coveredResources(guaranteed), flavors: [{ name: flavor, resources }] }],
    preemption: {
      reclaimWithinCohort: cohortName === undefined ? 'Never' : 'Any',
      withinClusterQueue: 'LowerPriority',
    },
    stopPolicy: drained ? 'HoldAndDrain' : 'None',
  })
}
