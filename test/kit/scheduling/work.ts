import type { LiveObject } from '#kube'
import type { SharedMachine } from './shared-machine.ts'

/** What Kueue thinks of one job. */
export interface Work {
  readonly isAdmitted: boolean
  /** Why it has no quota, in Kueue's words; empty where it has, or where nobody has judged it. */
  readonly waitsFor: string
  /** Why it was evicted, each reason once, in the order of their names: `ClusterQueueStopped`, `NodeFailures`, `Preempted`. */
  readonly evictions: readonly string[]
  /** By whose right it was preempted last: `InCohortReclamation`, `InCohortFairSharing`, `InClusterQueue`. */
  readonly preempted: string
  /** Systems that Kueue has given it, in the order of their names; none where it is not admitted. */
  readonly systems: readonly string[]
  /** The Workloads themselves: none, or one. */
  readonly objects: readonly LiveObject[]
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
}

/** What Kueue thinks of a job at this moment. */
export async function workNow(
  { cluster }: SharedMachine,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Promise<Work> {
  const all = await cluster.list({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Workload', namespace })
  const objects = all.filter(({ metadata }) => ownersOf(metadata).some((owner) => owner.name === name))
  const conditions = objects.flatMap(
    ({ status }) => (status as { conditions?: Condition[] } | undefined)?.conditions ?? [],
  )
  const find = (type: string) => conditions.find((condition) => condition.type === type)
  const quota = find('QuotaReserved')
  return {
    isAdmitted: find('Admitted')?.status === 'True',
    waitsFor: quota?.status === 'False' ? quota.message : '',
    evictions: [...new Set(objects.flatMap(evictionsOf))].sort(),
    preempted: find('Preempted')?.reason ?? '',
    systems: objects.flatMap(systemsOf).sort(),
    objects,
  }
}

/** What a tenant's queue holds of GPUs: whole numbers. */
export async function heldGpus(
  { cluster }: SharedMachine,
  tenant: string,
): Promise<{ held: number; borrowed: number }> {
  const queue = await cluster.get({
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ClusterQueue',
    metadata: { name: tenant },
  })
  const { flavorsUsage = [] } = (queue?.['status'] ?? {}) as { flavorsUsage?: Usage[] }
  const gpus = flavorsUsage.flatMap(({ resources }) => resources).find(({ name }) => name === 'nvidia.com/gpu')
  return { held: Number(gpus?.total ?? 0), borrowed: Number(gpus?.borrowed ?? 0) }
}

interface Slice {
  readonly valuesPerLevel: readonly {
    readonly universal?: string
    readonly individual?: { readonly prefix?: string; readonly suffix?: string; readonly roots: readonly string[] }
  }[]
}

interface Assigned {
  readonly admission?: {
    readonly podSetAssignments: readonly { readonly topologyAssignment?: { readonly slices: readonly Slice[] } }[]
  }
}

// names of the last level are written as what they have in common, and what they differ in
function systemsOf({ status }: LiveObject): string[] {
  const { admission } = (status ?? {}) as Assigned
  const slices = (admission?.podSetAssignments ?? []).flatMap(
    ({ topologyAssignment }) => topologyAssignment?.slices ?? [],
  )
  return slices.flatMap(({ valuesPerLevel }) => {
    const { universal, individual } = valuesPerLevel.at(-1) ?? {}
    if (universal !== undefined) return [universal]
    const { prefix = '', suffix = '', roots = [] } = individual ?? {}
    return roots.map((root) => `${prefix}${root}${suffix}`)
  })
}

function evictionsOf({ status }: LiveObject): string[] {
  const { schedulingStats } = (status ?? {}) as { schedulingStats?: { evictions?: { reason: string }[] } }
  return (schedulingStats?.evictions ?? []).map(({ reason }) => reason)
}

interface Usage {
  readonly resources: readonly { readonly name: string; readonly total?: string; readonly borrowed?: string }[]
}

function ownersOf(metadata: LiveObject['metadata']): { name: string }[] {
  return (metadata['ownerReferences'] ?? []) as { name: string }[]
}
