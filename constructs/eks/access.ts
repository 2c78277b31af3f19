import { Construct } from 'constructs'
import { EksAccessEntry, EksAccessPolicyAssociation, type EksCluster } from '#terraform/aws'
import { type Account, partition } from './policy.ts'

export interface AccessProps {
  readonly cluster: EksCluster
  readonly account: Pick<Account, 'region'>
  /** Name in AWS of a role or a person. */
  readonly principal: string
}

/** Somebody who may do everything in the cluster: AWS says who they are, so no password or token is kept anywhere. */
export class ClusterAdmin extends Construct {
  constructor(scope: Construct, id: string, { cluster, account, principal }: AccessProps) {
    super(scope, id)
    const entry = new EksAccessEntry(this, 'Resource', {
      clusterName: cluster.name,
      principalArn: principal,
      type: 'STANDARD',
    })
    new EksAccessPolicyAssociation(this, 'Rights', {
      clusterName: cluster.name,
      principalArn: entry.principalArn,
      policyArn: `arn:${partition(account)}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
      accessScope: { type: 'cluster' },
    })
  }
}
