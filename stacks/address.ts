import { siteContext } from '#constructs'
import type { PodModel } from '#model'
import type { SuperpodStackProps } from '#terraform'
import { type SiteModel, siteOfModel } from './site.ts'

/** Which part of a cluster a stack holds; layers apply in this order. */
export type Layer = 'cluster' | 'platform' | 'tenant'

/** What of a model the place of a stack depends on. */
export interface StackPlaceModel extends SiteModel, Pick<PodModel, 'name' | 'target'> {}

/**
 * Where a stack finds kubeconfig and state: relative to the folder of its JSON, so that the JSON is the same on any machine
 * and cdktf-cli shares the state.
 */
export function stackPlace(model: StackPlaceModel, stack: string): SuperpodStackProps {
  const workplace = `../../../.superpod/${model.name}/${model.target.name}`
  return {
    engine: model.target.engine,
    kubeconfig: `${workplace}/kubeconfig`,
    state: `${workplace}/state/${stack}.tfstate`,
    shared: siteContext(siteOfModel(model)),
  }
}
