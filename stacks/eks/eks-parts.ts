import type { Construct } from 'constructs'
import type { Account, ControlPlane, Network } from '#constructs/eks'
import type { PodModel } from '#model'

/** What every part of a cluster in Amazon EKS is made in, and from. */
export interface EksParts {
  /** The stack: ids of what is made in it are addresses. */
  readonly stack: Construct
  readonly model: PodModel
  readonly eks: NonNullable<PodModel['target']['eks']>
  /** Name of the cluster in AWS. */
  readonly cluster: string
  readonly account: Account
  /** Names of keys in AWS, by what they encrypt: tokens. */
  readonly keys: Readonly<Record<'secrets' | 'logs' | 'volumes', string>>
  readonly network: Network
  readonly controlPlane: ControlPlane
  /** Private subnets of the zones that the control plane is in. */
  readonly homeSubnetIds: readonly string[]
}
