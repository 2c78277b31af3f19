import { setTimeout as pause } from 'node:timers/promises'
import { type KubeObject, type Progress, wrongUsage } from '#core'
import type { Cluster, LiveObject } from '#kube'
import type { PodModel, TenantModel } from '#model'
import { type GangJobProps, gangJob, proofLabel } from './gang-job.ts'

/** What a gang job on the twin has shown. */
export interface Proof {
  readonly tenant: string
  readonly namespace: string
  readonly systems: number
  readonly gpus: number
  /** Scalable units that the job's pods are in. */
  readonly scalableUnits: number
  readonly submitToPlacedSeconds: number
  /** Why a second such job waits, in Kueue's own words. */
  readonly refused: string
}

/** What a proof could not show. */
export interface Unproven {
  readonly tenant: string
  readonly namespace: string
  readonly systems: number
  /** Kueue's own words, or the scheduler's. */
  readonly reason: string
  /** Whether other work holds the quota that it would have needed. */
  readonly othersRun: boolean
}

/** The tenant that may hold most systems at once, and how many whole ones. */
export function provingTenant({ tenants, pools, generation }: PodModel): { tenant: TenantModel; systems: number } {
  const sizes = tenants
    .filter(({ state, namespaces }) => state === 'active' && namespaces.length > 0)
    .map((tenant) => {
      const pool = pools.find(({ name }) => name === tenant.pool)
      const most = Math.floor(tenant.gpus.burst / generation.gpu.count)
      return { tenant, systems: Math.min(most, pool?.systems.length ?? 0) }
    })
    .sort((a, b) => b.systems - a.systems)
  const [largest] = sizes
  if (largest && largest.systems > 0) return largest
  throw wrongUsage({ code: 'proof/no-tenant', path: 'tenants', message: 'no active tenant may hold a whole system' })
}

/** What a proof takes. */
export interface ProofProps {
  readonly model: PodModel
  /** The cluster, as a member of the tenant reaches it. */
  readonly member: Cluster
  readonly tenant: TenantModel
  readonly namespace: string
  readonly systems: number
  readonly progress: Progress
  readonly signal: AbortSignal
}

const patienceSeconds = 60
const step = 'proof'

/** Submits two gang jobs as a member: the first must be placed whole, the second must wait. Leaves nothing behind. */
export async function gangProof(props: ProofProps): Promise<Proof | Unproven> {
  const { model, member, tenant, namespace, systems, progress } = props
  const id = Date.now().toString(36)
  const size: Omit<GangJobProps, 'name'> = { namespace, systems, generation: model.generation }
  await removeJobs(member, namespace)
  try {
    progress.step(step, `a job of ${systems} systems as a member of ${tenant.name}`)
    const began = performance.now()
    const first = await member.create(gangJob({ ...size, name: `proof-${id}` }))
    const pods = await placedPods(props, first, began)
    const facts = { tenant: tenant.name, namespace, systems }
    if (!pods) return { ...facts, reason: await waitingReason(member, first), othersRun: await othersRun(props, first) }
    const submitToPlacedSeconds = (performance.now() - began) / 1000
    const units = unitsOf(model, pods)
    progress.step(step, 'a second such job, which must wait')
    const second = await member.create(gangJob({ ...size, name: `proof-${id}-second` }))
    const refused = await reasonToWait(props, second)
    const gpus = systems * model.generation.gpu.count
    return { ...facts, gpus, scalableUnits: units.size, submitToPlacedSeconds, refused }
  } finally {
    await removeJobs(member, namespace)
    progress.done(step)
  }
}

async function removeJobs(member: Cluster, namespace: string): Promise<void> {
  const jobs = await member.list({ apiVersion: 'batch/v1', kind: 'Job', namespace, labels: { [proofLabel]: 'gang' } })
  await Promise.all(jobs.map((job) => member.delete(job)))
  if (jobs.length === 0) return
  const left = () => member.list({ apiVersion: 'v1', kind: 'Pod', namespace, labels: { [proofLabel]: 'gang' } })
  for (const until = Date.now() + 20_000; Date.now() < until && (await left()).length > 0; ) await pause(200)
}

async function placedPods(props: ProofProps, job: LiveObject, began: number): Promise<LiveObject[] | undefined> {
  const { member, namespace, systems, progress, signal } = props
  const labels = { 'batch.kubernetes.io/job-name': job.metadata.name }
  while (performance.now() - began < patienceSeconds * 1000) {
    signal.throwIfAborted()
    const pods = await member.list({ apiVersion: 'v1', kind: 'Pod', namespace, labels })
    const placed = pods.filter((pod) => nodeOf(pod) !== undefined)
    progress.step(step, `${placed.length} of ${systems} pods placed`)
    if (placed.length >= systems) return placed
    await pause(150)
  }
  return undefined
}

async function reasonToWait({ member, signal }: ProofProps, job: LiveObject): Promise<string> {
  for (const until = Date.now() + 20_000; Date.now() < until; ) {
    signal.throwIfAborted()
    const reason = await waitingReason(member, job)
    if (reason) return reason
    await pause(150)
  }
  return ''
}

/** Why Kueue has not admitted a job, in its own words; empty while it says nothing. */
async function waitingReason(member: Cluster, job: LiveObject): Promise<string> {
  const workload = (await workloads(member, job.metadata.namespace)).find((each) => isOf(each, job))
  const reserved = conditions(workload).find(({ type }) => type === 'QuotaReserved')
  return reserved?.status === 'False' ? (reserved.message ?? '') : ''
}

async function othersRun({ member, namespace }: ProofProps, job: LiveObject): Promise<boolean> {
  const others = (await workloads(member, namespace)).filter((workload) => !isOf(workload, job))
  return others.some((each) => conditions(each).some(({ type, status }) => type === 'Admitted' && status === 'True'))
}

function workloads(member: Cluster, namespace: string | undefined): Promise<LiveObject[]> {
  return member.list({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Workload', ...(namespace && { namespace }) })
}

function isOf({ metadata }: LiveObject, job: LiveObject): boolean {
  const owners = (metadata['ownerReferences'] ?? []) as readonly { readonly uid: string }[]
  return owners.some(({ uid }) => uid === job.metadata.uid)
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly message?: string
}

function conditions(object: KubeObject | undefined): readonly Condition[] {
  return (object?.['status'] as { conditions?: readonly Condition[] } | undefined)?.conditions ?? []
}

function nodeOf(pod: KubeObject): string | undefined {
  return (pod['spec'] as { nodeName?: string }).nodeName
}

function unitsOf({ systems }: PodModel, pods: readonly KubeObject[]): Set<string> {
  const unit = new Map(systems.map(({ name, scalableUnit }) => [name, scalableUnit]))
  return new Set(pods.map((pod) => unit.get(nodeOf(pod) ?? '') ?? 'nowhere'))
}
