import { Construct } from 'constructs'
import { FlowLog } from '#terraform/aws'
import { LogGroup } from './log-group.ts'
import type { Account } from './policy.ts'
import { ServiceRole } from './service-role.ts'

export interface NetworkLogProps {
  /** Name of the cluster. */
  readonly cluster: string
  readonly account: Account
  readonly vpcId: string
  readonly logKeyArn: string
  readonly retentionDays: number
}

/** Who spoke to whom in the network of a cluster, and what was refused. */
export class NetworkLog extends Construct {
  constructor(scope: Construct, id: string, { cluster, account, vpcId, logKeyArn, retentionDays }: NetworkLogProps) {
    super(scope, id)
    const group = new LogGroup(this, 'Group', {
      name: `/superpod/${cluster}/flows`,
      keyArn: logKeyArn,
      retentionDays,
    })
    const role = new ServiceRole(this, 'Role', {
      name: `${cluster}-flows`,
      account,
      service: 'vpc-flow-logs.amazonaws.com',
      statements: [
        {
          Sid: 'Write',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
          Resource: [group.arn, `${group.arn}:*`],
        },
      ],
    })
    new FlowLog(this, 'Resource', {
      vpcId,
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logDestination: group.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
      tags: { Name: cluster },
    })
  }
}
