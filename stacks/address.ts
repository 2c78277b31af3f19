import { siteContext } from '#constructs'
import type { PodModel } from '#model'
import type { StackProps, SuperpodStackProps } from '#terraform'
import { type SiteModel, siteOfModel } from './site.ts'
import { statePlace } from './state-place.ts'

/** Which part of a cluster a stack holds; layers apply in this order. */
export type Layer = 'cluster' | 'platform' | 'tenant'

/** What of a model the place of a stack depends on. */
export interface StackPlaceModel extends SiteModel, Pick<PodModel, 'name' | 'target'> {}

/** Folder of a target's own files, relative to the folder of a stack's JSON. */
export function workplaceFolder({ name, target }: Pick<StackPlaceModel, 'name' | 'target'>): string {
  return `../../../.superpod/${name}/${target.name}`
}

/**
 * Where a stack finds kubeconfig and state: relative to the folder of its JSON, so that the JSON is the same on any machine
 * and cdktf-cli shares the state.
 */
export function stackPlace(model: StackPlaceModel, stack: string): SuperpodStackProps {
  return {
    ...clusterStackPlace(model, stack),
    kubeconfig: `${workplaceFolder(model)}/kubeconfig`,
    shared: siteContext(siteOfModel(model)),
  }
}

/** The same for a stack that makes the cluster: it has no kubeconfig to read. */
export function clusterStackPlace(model: StackPlaceModel, stack: string): StackProps {
  const { engine, state } = model.target
  return { engine, state: statePlace(state, stack, `${workplaceFolder(model)}/state/${stack}.tfstate`) }
}
