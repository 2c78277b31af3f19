import { type Placement, tolerationsOf } from '#constructs'
import { managementLabel, managementTaint, type PodModel } from '#model'

/** Where what we run ourselves runs: on management nodes, and nowhere else; kind has none. */
export function controllerPlacement({ target }: { readonly target: Pick<PodModel['target'], 'kind'> }): Placement {
  if (target.kind === 'kind') return { nodeSelector: {}, tolerations: [] }
  return { nodeSelector: managementLabel, tolerations: tolerationsOf([managementTaint]) }
}
