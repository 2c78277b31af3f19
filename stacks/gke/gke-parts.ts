import type { Construct } from 'constructs'
import type { GkeCluster, GkeKeys, GkeNetwork, GkeNodeIdentity } from '#constructs/gke'
import type { PodModel } from '#model'

/** What every part of a cluster in Google Kubernetes Engine is made in, and from. */
export interface GkeParts {
  /** The stack: ids of what is made in it are addresses. */
  readonly stack: Construct
  readonly model: PodModel
  readonly gke: NonNullable<PodModel['target']['gke']>
  /** Name of the cluster in Google Cloud. */
  readonly name: string
  /** Labels of all that it has in Google Cloud. */
  readonly labels: Readonly<Record<string, string>>
  readonly keys: GkeKeys
  readonly network: GkeNetwork
  readonly identity: GkeNodeIdentity
  readonly cluster: GkeCluster
}
