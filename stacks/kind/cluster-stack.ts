import type { Construct } from 'constructs'
import { type PodModel, stackName } from '#model'
import { ClusterStack, TerraformOutput } from '#terraform'
import { KindCluster, KindProvider } from '#terraform/kind'
import { clusterStackPlace, workplaceFolder } from '../address.ts'

/** File that kind writes the cluster's access to, relative to the folder of the stack's JSON. */
export function kindKubeconfig(model: PodModel): string {
  return `${workplaceFolder(model)}/kind-kubeconfig`
}

/** A cluster of containers on this computer: a control plane, and a worker for each scalable unit. */
export class KindClusterStack extends ClusterStack {
  constructor(scope: Construct, model: PodModel) {
    const name = stackName(model, 'cluster')
    super(scope, name, 'kind', clusterStackPlace(model, name))
    new KindProvider(this, 'kind')
    const { nodeImage } = model.target.kindCluster ?? {}
    const cluster = new KindCluster(this, 'cluster', {
      name: model.name,
      ...(nodeImage === undefined ? {} : { nodeImage }),
      waitForReady: true,
      kubeconfigPath: kindKubeconfig(model),
      nodes: [{ role: 'control-plane' }],
    })
    new TerraformOutput(this, 'endpoint', { value: cluster.endpoint })
  }
}
