import { z } from 'zod'

const withinClusterQueue = z.enum(['Never', 'LowerPriority', 'LowerOrNewerEqualPriority']).meta({
  description: "Which of the tenant's own work gives way to work of the same tenant that waits.",
  source: 'KUEUE',
})

const reclaimWithinCohort = z.enum(['Never', 'LowerPriority', 'Any']).meta({
  description: 'Which work of others, that borrows what the tenant is guaranteed, gives way to the tenant.',
  source: 'KUEUE',
})

const borrowWithinCohort = z.enum(['Never', 'LowerPriority']).meta({
  description: 'Which work of others gives way to work that borrows itself; only without fair sharing.',
  source: 'KUEUE',
})

/** What gives way to what, unless a tenant says otherwise. */
export const QueuePreemption = z
  .strictObject({
    withinClusterQueue: withinClusterQueue.default('LowerPriority'),
    reclaimWithinCohort: reclaimWithinCohort.default('Any'),
    borrowWithinCohort: borrowWithinCohort.default('Never'),
  })
  .meta({ id: 'QueuePreemption', description: 'What gives way to what; a tenant may differ.' })
export type QueuePreemption = z.output<typeof QueuePreemption>

/** The queue of one tenant, where it differs from the others. */
export const TenantQueue = z
  .strictObject({
    weight: z
      .int()
      .min(1)
      .max(100)
      .default(1)
      .meta({ description: 'Share of what is borrowed, beside the others, whose weight is 1.', unit: 'shares' }),
    strategy: z.enum(['BestEffortFIFO', 'StrictFIFO']).default('BestEffortFIFO').meta({
      description: 'Whether work that fits may pass work before it that does not; StrictFIFO: never.',
      source: 'KUEUE',
    }),
    preemption: z
      .strictObject({
        withinClusterQueue: withinClusterQueue.optional(),
        reclaimWithinCohort: reclaimWithinCohort.optional(),
        borrowWithinCohort: borrowWithinCohort.optional(),
      })
      .meta({ id: 'TenantPreemption', description: 'What gives way to what; default: platform.kueue.preemption.' })
      .prefault({}),
  })
  .meta({ id: 'TenantQueue', description: 'The queue of one tenant, where it differs from the others.' })
