import type { Construct } from 'constructs'
import { fakeGpuPool } from '#constructs'
import { kindWorkers, managementLabel, type PodModel, stackName } from '#model'
import { ClusterStack, TerraformOutput } from '#terraform'
import { KindCluster, type KindNode, KindProvider } from '#terraform/kind'
import { clusterStackPlace, workplaceFolder } from '../address.ts'

/** File that kind writes the cluster's access to, relative to the folder of the stack's JSON. */
export function kindKubeconfig(model: PodModel): string {
  return `${workplaceFolder(model)}/kind-kubeconfig`
}

/**
 * A cluster of containers on this computer: a control plane, which is the one management node too, and a worker for each
 * scalable unit. kind's own network plugin stays: it enforces network policies.
 */
export class KindClusterStack extends ClusterStack {
  constructor(scope: Construct, model: PodModel) {
    const name = stackName(model, 'cluster')
    super(scope, name, 'kind', clusterStackPlace(model, name))
    new KindProvider(this, 'kind')
    const { nodeImage } = model.target.kindCluster ?? {}
    const { pods, services } = model.networks
    const cluster = new KindCluster(this, 'cluster', {
      name: model.name,
      ...(nodeImage === undefined ? {} : { nodeImage }),
      waitForReady: true,
      kubeconfigPath: kindKubeconfig(model),
      nodes: [controlPlane, ...workers(model)],
      networking: { apiServerAddress: '127.0.0.1', podSubnet: `${pods}`, serviceSubnet: `${services}` },
    })
    new TerraformOutput(this, 'endpoint', { value: cluster.endpoint })
  }
}

// kubeadm keeps work off a control plane unless its taints are written as none
const controlPlane: KindNode = {
  role: 'control-plane',
  labels: managementLabel,
  kubeadmConfigPatches: ['kind: InitConfiguration\nnodeRegistration:\n  taints: []\n'],
}

// as JSON, which YAML takes
function workers(model: PodModel): KindNode[] {
  return kindWorkers(model).map(({ labels, taints }) => ({
    role: 'worker',
    labels: { ...labels, ...fakeGpuPool },
    kubeadmConfigPatches: [`${JSON.stringify({ kind: 'JoinConfiguration', nodeRegistration: { taints } })}\n`],
  }))
}
