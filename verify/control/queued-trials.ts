import type { KubeObject } from '#core'
import { refusalOf } from '#kube'
import { gpuResource } from '#model'
import type { Ground } from './ground.ts'
import { type Person, submitterOf } from './person.ts'
import { samplePod } from './sample-work.ts'
import { held, nobody, refusedWork, type Trial } from './trial.ts'

/** Tries of whether GPU work goes through the queue: a job is held, and what claims to be part of a job is refused. */
export function queuedTrials(ground: Ground): Trial[] {
  const as = submitterOf(ground.tenant)
  if (!as) return [nobody]
  return ground.tenant.namespaces.flatMap(({ name }) => [heldJob(ground, as, name), claimingPod(ground, as, name)])
}

/** Kueue holds a job that names no queue, in the queue of its namespace. */
function heldJob(ground: Ground, as: Person, namespace: string): Trial {
  return async () => {
    const { spec } = gpuPod(ground, namespace)
    const metadata = { name: 'superpod-controls', namespace }
    const job: KubeObject = { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template: { spec } } }
    let made: { suspend?: boolean; queue?: string | undefined } = {}
    const refusal = await refusalOf(async () => {
      const live = await ground.cluster.create(job, { dryRun: true, as })
      made = { ...(live['spec'] as object), queue: live.metadata.labels?.['kueue.x-k8s.io/queue-name'] }
    })
    if (refusal !== undefined) return { untold: `a job with GPUs in ${namespace} is refused: ${refusal}` }
    if (made.suspend && made.queue === 'default') return held
    return { broken: `a job with GPUs in ${namespace} would start without its queue` }
  }
}

/** What belongs to a job is left alone by Kueue: a claim to be such a part is refused. Only where there is a job to name. */
function claimingPod(ground: Ground, as: Person, namespace: string): Trial {
  return async () => {
    const { cluster } = ground
    const [job] = await cluster.list({ apiVersion: 'batch/v1', kind: 'Job', namespace })
    if (!job) return held
    const { name, uid } = job.metadata
    const ownerReferences = [{ apiVersion: 'batch/v1', kind: 'Job', name, uid, controller: true }]
    const object = gpuPod(ground, namespace, { ownerReferences })
    const what = 'a pod with GPUs that claims to belong to a job'
    return refusedWork({ cluster, as, what, object, by: ['superpod-queued-gpu-work'] })()
  }
}

function gpuPod({ model, tenant }: Ground, namespace: string, metadata: Readonly<Record<string, unknown>> = {}) {
  const gpus = { [gpuResource]: `${tenant.terms.wholeSystemGpus ?? 1}` }
  const resources = { limits: gpus, requests: { cpu: '1', memory: '1Gi', ...gpus } }
  return samplePod(model, tenant, namespace, { metadata, container: { resources } })
}
