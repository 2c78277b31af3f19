import { type Placement, tolerationsOf } from '#constructs'
import { managementLabel, managementTaint } from '#model'

/** Where what we run ourselves runs: on management nodes, and nowhere else; on kind that is the control plane. */
export function controllerPlacement(): Placement {
  return { nodeSelector: managementLabel, tolerations: tolerationsOf([managementTaint]) }
}
