import { cloudClusterName } from '#model'
import type { ClusterLayer } from '../cluster-layer.ts'
import { EksClusterStack } from './cluster-stack.ts'

/** Clusters in Amazon EKS. */
export const eks: ClusterLayer = {
  construct: (scope, model) => new EksClusterStack(scope, model),
  access(model, outputs) {
    const region = model.target.eks?.region ?? ''
    return {
      server: String(outputs['endpoint']),
      certificateAuthority: String(outputs['certificate-authority']),
      exec: {
        command: 'aws',
        args: ['eks', 'get-token', '--output', 'json', '--cluster-name', cloudClusterName(model), '--region', region],
        installHint: 'install the AWS CLI, version 2',
      },
    }
  },
}
