import { Construct } from 'constructs'
import { CloudwatchLogGroup } from '#terraform/aws'

export interface LogGroupProps {
  /** Name that whoever writes into it expects. */
  readonly name: string
  /** Key that encrypts it. */
  readonly keyArn: string
  /** Days after which lines are deleted. */
  readonly retentionDays: number
}

/** Log lines under the customer's key, kept for a time: made before anything writes, or AWS makes one that keeps all for ever. */
export class LogGroup extends Construct {
  /** Name of the group in AWS: a token. */
  readonly arn: string

  constructor(scope: Construct, id: string, { name, keyArn, retentionDays }: LogGroupProps) {
    super(scope, id)
    this.arn = new CloudwatchLogGroup(this, 'Resource', {
      name,
      kmsKeyId: keyArn,
      retentionInDays: retentionDays,
    }).arn
  }
}
