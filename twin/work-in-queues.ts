import { connect, type LiveObject } from '#kube'
import { proofJobs } from './prove-twin.ts'

/**
 * Work that waits or runs in the queues of a twin, the proof's own left aside.
 * A twin whose queues are in use has no room that a proof could count on.
 */
export async function workInQueues(kubeconfig: string): Promise<number> {
  const workloads = await connect(kubeconfig).list({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Workload' })
  return workloads.filter((workload) => !isOfProof(workload) && !isFinished(workload)).length
}

function isOfProof({ metadata }: LiveObject): boolean {
  const owners = (metadata['ownerReferences'] ?? []) as { name: string }[]
  return owners.some(({ name }) => proofJobs.includes(name))
}

function isFinished({ status }: LiveObject): boolean {
  const { conditions = [] } = (status ?? {}) as { conditions?: { type: string; status: string }[] }
  return conditions.some((condition) => condition.type === 'Finished' && condition.status === 'True')
}
