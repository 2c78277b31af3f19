import type { ClusterLayer } from '../cluster-layer.ts'
import { EksClusterStack } from './cluster-stack.ts'

/** Clusters in Amazon EKS. */
export const eks: ClusterLayer = {
  construct: (scope, model) => new EksClusterStack(scope, model),
  access(model, outputs) {
    return {
      server: String(outputs['endpoint']),
      certificateAuthority: String(outputs['certificate_authority']),
      exec: {
        command: 'aws',
        args: ['eks', 'get-token', '--cluster-name', model.name, '--region', `${model.target.eks?.region}`],
        installHint: 'install the AWS CLI, version 2',
      },
    }
  },
}
