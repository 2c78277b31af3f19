import { Construct } from 'constructs'
import { SecurityGroup, VpcSecurityGroupEgressRule, VpcSecurityGroupIngressRule } from '#terraform/aws'

export interface FabricGroupProps {
  /** Name of the cluster. */
  readonly cluster: string
  readonly vpcId: string
}

/**
 * What systems say to one another past the operating system: EFA needs a group that lets all in from itself, and out to itself.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-start.html
 */
export class FabricGroup extends Construct {
  /** Id of the security group: a token. */
  readonly groupId: string

  constructor(scope: Construct, id: string, { cluster, vpcId }: FabricGroupProps) {
    super(scope, id)
    const name = `${cluster}-fabric`
    const group = new SecurityGroup(this, 'Resource', {
      name,
      description: 'Systems among themselves: EFA',
      vpcId,
      tags: { Name: name },
    })
    const rule = {
      securityGroupId: group.id,
      referencedSecurityGroupId: group.id,
      ipProtocol: '-1',
      description: 'systems among themselves',
    }
    new VpcSecurityGroupIngressRule(this, 'In', rule)
    new VpcSecurityGroupEgressRule(this, 'Out', rule)
    this.groupId = group.id
  }
}
