import type { Construct } from 'constructs'
import { type PodModel, stackName } from '#model'
import { ClusterStack } from '#terraform'
import { AwsProvider } from '#terraform/aws'
import { clusterStackPlace } from '../address.ts'

/** The cluster in Amazon EKS, with all that it stands on. */
export class EksClusterStack extends ClusterStack {
  constructor(scope: Construct, model: PodModel) {
    const name = stackName(model, 'cluster')
    super(scope, name, 'aws', clusterStackPlace(model, name))
    const { eks } = model.target
    if (!eks) throw new Error(`target ${model.target.name} has no section eks`)
    new AwsProvider(this, 'aws', { region: eks.region })
  }
}
