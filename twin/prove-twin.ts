import { setTimeout as pause } from 'node:timers/promises'
import { failure, type KubeObject, type Progress } from '#core'
import { type Cluster, connect, type LiveObject, withPatience } from '#kube'
import { type Gang, gangJob } from './gang-job.ts'

/** What is to be proved, and with whose credentials. */
export interface ProofProps {
  /** Kubeconfig of the admin: looks on, and cleans up. */
  readonly kubeconfig: string
  /** Kubeconfig of a member of the tenant: submits. */
  readonly memberKubeconfig: string
  readonly namespace: string
  /** The gang that must be placed. */
  readonly gang: Omit<Gang, 'namespace' | 'name' | 'runSeconds'>
  /** Systems of a second gang that the tenant's quota has no room for while the first runs. @default those of the first */
  readonly refusedSystems?: number
  /** @default 60 */
  readonly timeoutSeconds?: number
  readonly progress: Progress
}

/** Names of the proof's two jobs. */
export const proofJobs: readonly string[] = ['superpod-proof', 'superpod-proof-refused']

/** What the proof came to. */
export interface TwinProof {
  readonly systems: number
  readonly gpus: number
  /** Scalable units that the gang was placed on. */
  readonly scalableUnits: number
  readonly submitToPlacedSeconds: number
  /** Why the second gang waits, in Kueue's words. */
  readonly refused: string
}

/**
 * Proves a twin: a member's gang is admitted and placed as a whole, and a second one above the quota waits and says why.
 * Both are gone at the end. It proves API, quota and placement, never containers, packets or devices.
 */
export async function proveTwin(props: ProofProps): Promise<TwinProof> {
  const { namespace, gang, progress } = props
  const admin = connect(props.kubeconfig)
  const member = connect(props.memberKubeconfig)
  const first = gangJob({ ...gang, namespace, name: 'superpod-proof' })
  const second = gangJob({
    ...gang,
    namespace,
    name: 'superpod-proof-refused',
    systems: props.refusedSystems ?? gang.systems,
  })
  // an earlier proof may have been interrupted
  await removed(admin, [first, second])
  try {
    progress.step('proof', `a gang of ${gang.systems} systems`)
    // Kueue may have been started a moment ago, which is no time of the gang's
    const began = await withPatience({ progress, step: 'proof' }, async () => {
      const now = performance.now()
      await member.create(first)
      return now
    })
    const pods = await placed(admin, props)
    const submitToPlacedSeconds = (performance.now() - began) / 1000
    progress.step('proof', 'a second gang, above the quota')
    const refused = await reasonOf(admin, props, await member.create(second))
    progress.done('proof', `${gang.systems} systems in ${submitToPlacedSeconds.toFixed(1)} s`)
    return {
      systems: pods.length,
      gpus: pods.length * gang.gpusPerSystem,
      scalableUnits: await scalableUnits(admin, pods),
      submitToPlacedSeconds: Number(submitToPlacedSeconds.toFixed(2)),
      refused,
    }
  } finally {
    await removed(admin, [second, first])
  }
}

/** Pods of the gang, once all of them run on a node. */
async function placed(cluster: Cluster, props: ProofProps): Promise<LiveObject[]> {
  const { namespace, gang, timeoutSeconds = 60 } = props
  const labels = { 'job-name': 'superpod-proof' }
  const until = Date.now() + timeoutSeconds * 1000
  for (;;) {
    const pods = await cluster.list({ apiVersion: 'v1', kind: 'Pod', namespace, labels })
    const running = pods.filter(({ status }) => (status as { phase?: string }).phase === 'Running')
    props.progress.step('proof', `${running.length} of ${gang.systems} systems placed`)
    if (running.length === gang.systems) return running
    if (Date.now() > until)
      throw notPlaced(props, running.length, await quotaMessage(cluster, namespace, labels['job-name']))
    await pause(250)
  }
}

async function scalableUnits(cluster: Cluster, pods: readonly LiveObject[]): Promise<number> {
  const used = new Set(pods.map(({ spec }) => (spec as { nodeName?: string }).nodeName))
  const nodes = await cluster.list({ apiVersion: 'v1', kind: 'Node' })
  const units = nodes.filter(({ metadata }) => used.has(metadata.name)).map(({ metadata }) => metadata.labels)
  return new Set(units.map((labels) => labels?.['superpod/scalable-unit'])).size
}

/** Why Kueue lets a job wait. @throws Fault where it does not let it wait */
async function reasonOf(cluster: Cluster, props: ProofProps, job: LiveObject): Promise<string> {
  const { namespace, timeoutSeconds = 60 } = props
  const until = Date.now() + timeoutSeconds * 1000
  for (;;) {
    const reason = await quotaMessage(cluster, namespace, job.metadata.name)
    if (reason) return reason
    const live = await cluster.get(job)
    if (live && (live['spec'] as { suspend?: boolean }).suspend === false) throw notRefused(job)
    if (Date.now() > until) throw notRefused(job)
    await pause(200)
  }
}

/** Message of the condition that keeps a job's Workload waiting. @returns undefined where there is none */
async function quotaMessage(cluster: Cluster, namespace: string, job: string): Promise<string | undefined> {
  const [ours] = await workloadsOf(cluster, namespace, job)
  const { conditions = [] } = (ours?.['status'] ?? {}) as { conditions?: Condition[] }
  return conditions.find(({ type, status }) => type === 'QuotaReserved' && status === 'False')?.message
}

async function workloadsOf(cluster: Cluster, namespace: string, job: string): Promise<LiveObject[]> {
  const all = await cluster.list({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Workload', namespace })
  return all.filter(({ metadata }) => owners(metadata).some(({ name }) => name === job))
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly message: string
}

function owners(metadata: LiveObject['metadata']): { name: string }[] {
  return (metadata['ownerReferences'] ?? []) as { name: string }[]
}

/** Deletes jobs, and waits until they, their pods and their Workloads are gone. */
async function removed(cluster: Cluster, jobs: readonly KubeJob[]): Promise<void> {
  await Promise.all(jobs.map((job) => cluster.delete(job, { propagation: 'Foreground' })))
  for (const job of jobs) await gone(cluster, job)
  // a garbage collector that does not know Kueue's kinds yet leaves them for half a minute, and they hold the quota
  const workloads = await Promise.all(
    jobs.map(({ metadata }) => workloadsOf(cluster, `${metadata.namespace}`, metadata.name)),
  )
  for (const workload of workloads.flat()) {
    await cluster.delete(workload)
    await gone(cluster, workload)
  }
}

function gone(cluster: Cluster, object: KubeObject): Promise<unknown> {
  return cluster.waitFor(object, 'gone', (live) => live === undefined, { timeoutSeconds: 60 })
}

type KubeJob = ReturnType<typeof gangJob>

function notPlaced({ gang, namespace }: ProofProps, running: number, reason: string | undefined) {
  return failure({
    code: 'proof/not-placed',
    path: `Job ${namespace}/superpod-proof`,
    message: `${running} of ${gang.systems} systems were placed${reason ? `: ${reason}` : ''}`,
    remedy: 'look at the Workload and the ClusterQueue of the tenant',
  })
}

function notRefused({ metadata }: LiveObject) {
  return failure({
    code: 'proof/not-refused',
    path: `Job ${metadata.namespace}/${metadata.name}`,
    message: 'a gang above the quota was not made to wait',
    remedy: 'look at the ClusterQueue of the tenant',
  })
}
