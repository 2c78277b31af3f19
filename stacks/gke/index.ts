import type { ClusterLayer } from '../cluster-layer.ts'
import { GkeClusterStack } from './cluster-stack.ts'

/** Clusters in Google Kubernetes Engine. */
export const gke: ClusterLayer = {
  construct: (scope, model) => new GkeClusterStack(scope, model),
  access(_model, outputs) {
    return {
      server: `https://${outputs['endpoint']}`,
      certificateAuthority: String(outputs['certificate-authority']),
      exec: {
        command: 'gke-gcloud-auth-plugin',
        args: [],
        installHint: 'install gke-gcloud-auth-plugin, a component of the gcloud CLI',
      },
    }
  },
}
