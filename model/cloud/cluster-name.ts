import type { PodModel } from '../pod-model.ts'

/** Name of the cluster in a cloud: the pod's and the target's, `gefion-eks`. */
export function cloudClusterName({ name, target }: Pick<PodModel, 'name' | 'target'>): string {
  return `${name}-${target.name}`
}
