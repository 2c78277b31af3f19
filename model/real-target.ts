import type { PodModel } from './pod-model.ts'

/** Kinds of target whose nodes a cloud makes, with the labels and taints that we give them. */
const cloudKinds: readonly PodModel['target']['kind'][] = ['eks', 'gke', 'aks']

/** Kinds of target that have the whole platform: on the others nothing would run it. */
const realKinds: readonly PodModel['target']['kind'][] = ['kubeconfig', ...cloudKinds]

/** Whether a cloud makes the systems of a target. */
export function isCloud({ kind }: Pick<PodModel['target'], 'kind'>): boolean {
  return cloudKinds.includes(kind)
}

/** Whether a target's systems have GPUs, so that operators, drivers, storage and metrics are installed there. */
export function isReal({ kind }: Pick<PodModel['target'], 'kind'>): boolean {
  return realKinds.includes(kind)
}
