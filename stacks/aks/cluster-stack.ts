import type { Construct } from 'constructs'
import { type PodModel, stackName } from '#model'
import { ClusterStack } from '#terraform'
import { AzurermProvider } from '#terraform/azurerm'
import { clusterStackPlace } from '../address.ts'

/** The cluster in Azure Kubernetes Service, with all that it stands on. */
export class AksClusterStack extends ClusterStack {
  constructor(scope: Construct, model: PodModel) {
    const name = stackName(model, 'cluster')
    super(scope, name, 'azurerm', clusterStackPlace(model, name))
    const { aks } = model.target
    if (!aks) throw new Error(`target ${model.target.name} has no section aks`)
    new AzurermProvider(this, 'azurerm', { features: [{}], subscriptionId: aks.subscription })
  }
}
