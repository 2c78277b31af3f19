import { Construct } from 'constructs'
import { SecurityGroup, VpcEndpoint, VpcSecurityGroupIngressRule } from '#terraform/aws'

export interface EndpointsProps {
  /** Name of the cluster. */
  readonly cluster: string
  readonly region: string
  readonly vpcId: string
  /** All addresses of nodes and pods: they alone get in. */
  readonly range: string
  readonly subnetIds: readonly string[]
  readonly routeTableIds: readonly string[]
  /** Services beside those that every cluster needs. @default none */
  readonly also?: readonly string[]
}

/**
 * Services that nodes and what runs on them speak to: images, credentials, machines, volumes, logs, the cluster itself.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
const nodeServices = ['autoscaling', 'ec2', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'logs', 'sts'] as const

/** Ways from the network of a cluster to services of AWS that never leave it. */
export class Endpoints extends Construct {
  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id)
    const { cluster, region, vpcId, range, subnetIds, routeTableIds, also = [] } = props
    const tags = { Name: `${cluster}-endpoints` }
    const group = new SecurityGroup(this, 'Group', {
      name: tags.Name,
      description: 'HTTPS from the nodes and pods of the cluster',
      vpcId,
      tags,
    })
    new VpcSecurityGroupIngressRule(this, 'In', {
      securityGroupId: group.id,
      description: 'HTTPS from nodes and pods',
      cidrIpv4: range,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
    })
    const common = { vpcId, tags: { Name: cluster } }
    // image layers are in S3, which a route reaches
    const s3 = { serviceName: `com.amazonaws.${region}.s3`, vpcEndpointType: 'Gateway' }
    new VpcEndpoint(this, 's3', { ...common, ...s3, routeTableIds: [...routeTableIds] })
    for (const service of [...new Set([...nodeServices, ...also])].sort()) {
      new VpcEndpoint(this, service.replace('.', '-'), {
        ...common,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: 'Interface',
        privateDnsEnabled: true,
        subnetIds: [...subnetIds],
        securityGroupIds: [group.id],
      })
    }
  }
}
