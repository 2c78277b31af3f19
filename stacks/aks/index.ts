import type { ClusterLayer } from '../cluster-layer.ts'
import { AksClusterStack } from './cluster-stack.ts'

/** Clusters in Azure Kubernetes Service. */
export const aks: ClusterLayer = {
  construct: (scope, model) => new AksClusterStack(scope, model),
  access(_model, outputs) {
    return {
      server: String(outputs['endpoint']),
      certificateAuthority: String(outputs['certificate-authority']),
      exec: {
        command: 'kubelogin',
        // the id of the server application that every AKS cluster with Entra ID has
        args: ['get-token', '--login', 'azurecli', '--server-id', '6dae42f8-4368-4678-94ff-3960e28e3630'],
        installHint: 'install kubelogin, and log in with az login',
      },
    }
  },
}
