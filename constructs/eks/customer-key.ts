import { Construct } from 'constructs'
import { KmsAlias, KmsKey } from '#terraform/aws'
import { type Account, partition, policy, type Statement } from './policy.ts'

/** What a key is for: each use has a key of its own, so that rights on one give nothing of another. */
export type KeyUse = 'secrets' | 'logs' | 'volumes'

export interface CustomerKeyProps {
  /** Name of the cluster: first part of the key's alias. */
  readonly cluster: string
  readonly use: KeyUse
  readonly account: Account
}

/** Days in which a deletion can be called off: as many as AWS allows. */
const deletionWindowInDays = 30

/**
 * A key of the customer's own, turned over each year: without it nothing that it encrypts can be read again.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export class CustomerKey extends Construct {
  /** Name of the key in AWS: a token. */
  readonly arn: string

  constructor(scope: Construct, id: string, { cluster, use, account }: CustomerKeyProps) {
    super(scope, id)
    const key = new KmsKey(this, 'Resource', {
      description: `${use} of the cluster ${cluster}`,
      enableKeyRotation: true,
      deletionWindowInDays,
      policy: policy([owner(account), ...users[use](account, cluster)]),
    })
    new KmsAlias(this, 'Alias', { name: `alias/${cluster}-${use}`, targetKeyId: key.keyId })
    this.arn = key.arn
  }
}

// without it nobody could ever change the key again
function owner(account: Account): Statement {
  return {
    Sid: 'Account',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition(account)}:iam::${account.id}:root` },
    Action: 'kms:*',
    Resource: '*',
  }
}

const useKey = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']

const users: Record<KeyUse, (account: Account, cluster: string) => Statement[]> = {
  // the cluster's role has its rights by a policy of its own
  secrets: () => [],
  logs: (account) => [
    {
      Sid: 'Logs',
      Effect: 'Allow',
      Principal: { Service: `logs.${account.region}.amazonaws.com` },
      Action: useKey,
      Resource: '*',
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${partition(account)}:logs:${account.region}:${account.id}:log-group:*`,
        },
      },
    },
  ],
  volumes: (account) => {
    const scaling = `arn:${partition(account)}:iam::${account.id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`
    const Principal = { AWS: scaling }
    return [
      { Sid: 'NodeGroups', Effect: 'Allow', Principal, Action: useKey, Resource: '*' },
      {
        Sid: 'NodeGroupVolumes',
        Effect: 'Allow',
        Principal,
        Action: 'kms:CreateGrant',
        Resource: '*',
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
    ]
  },
}
