import type { ClusterLayer } from '../cluster-layer.ts'
import { KindClusterStack, kindKubeconfig } from './cluster-stack.ts'

/** Clusters of containers on this computer. */
export const kind: ClusterLayer = {
  construct: (scope, model) => new KindClusterStack(scope, model),
  access: (model) => ({ file: kindKubeconfig(model), context: `kind-${model.name}` }),
}
