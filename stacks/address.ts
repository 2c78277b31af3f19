import type { PodModel } from '#model'
import type { SuperpodStackProps } from '#terraform'

/** Which part of a cluster a stack holds; layers apply in this order. */
export type Layer = 'cluster' | 'platform' | 'tenant'

/** Name of a stack: `gefion-twin-platform`, `gefion-twin-tenant-genomics`. */
export function stackName({ name, target }: PodModel, layer: Layer, tenant?: string): string {
  return [name, target.name, layer, ...(tenant === undefined ? [] : [tenant])].join('-')
}

/**
 * Where a stack finds kubeconfig and state: relative to the folder of its JSON, so that the JSON is the same on any machine
 * and cdktf-cli shares the state.
 */
export function stackPlace(model: PodModel, stack: string): SuperpodStackProps {
  const workplace = `../../../.superpod/${model.name}/${model.target.name}`
  return {
    engine: model.target.engine,
    kubeconfig: `${workplace}/kubeconfig`,
    state: `${workplace}/state/${stack}.tfstate`,
  }
}
