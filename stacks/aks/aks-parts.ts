import type { Construct } from 'constructs'
import type { AksCluster, AksNetwork, AzurePlace } from '#constructs/aks'
import type { PodModel } from '#model'

/** What every part of a cluster in Azure Kubernetes Service is made in, and from. */
export interface AksParts {
  /** The stack: ids of what is made in it are addresses. */
  readonly stack: Construct
  readonly model: PodModel
  readonly aks: NonNullable<PodModel['target']['aks']>
  readonly place: AzurePlace
  readonly network: AksNetwork
  readonly cluster: AksCluster
}
