import type { Construct } from 'constructs'
import { type PodModel, stackName } from '#model'
import { ClusterStack } from '#terraform'
import { GoogleProvider } from '#terraform/google'
import { clusterStackPlace } from '../address.ts'

/** The cluster in Google Kubernetes Engine, with all that it stands on. */
export class GkeClusterStack extends ClusterStack {
  constructor(scope: Construct, model: PodModel) {
    const name = stackName(model, 'cluster')
    super(scope, name, 'google', clusterStackPlace(model, name))
    const { gke } = model.target
    if (!gke) throw new Error(`target ${model.target.name} has no section gke`)
    new GoogleProvider(this, 'google', { project: gke.project })
  }
}
