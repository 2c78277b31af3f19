import { isOfThisComputer } from '#catalog'
import type { PodModel } from './pod-model.ts'

/** Kinds of target whose nodes a cloud makes, with the labels and taints that we give them. */
const cloudKinds: readonly PodModel['target']['kind'][] = ['eks', 'gke', 'aks']

/** Whether a cloud makes the systems of a target. */
export function isCloud({ kind }: Pick<PodModel['target'], 'kind'>): boolean {
  return cloudKinds.includes(kind)
}

/** Whether a target's systems have GPUs, so that operators, drivers, storage and metrics are installed there. */
export function isReal(target: Pick<PodModel['target'], 'kind'>): boolean {
  return !isOfThisComputer(target)
}
