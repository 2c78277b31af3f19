import { Construct } from 'constructs'
import { primary } from '#terraform'
import { EksCluster, SecurityGroup, VpcSecurityGroupIngressRule } from '#terraform/aws'
import { LogGroup } from './log-group.ts'
import type { Account } from './policy.ts'
import { ServiceRole } from './service-role.ts'

export interface ControlPlaneProps {
  /** Name of the cluster. */
  readonly cluster: string
  readonly account: Account
  /** Minor version of Kubernetes, `1.35`. */
  readonly kubernetes: string
  readonly vpcId: string
  /** Private subnets that the control plane has an address in: two zones at least. */
  readonly subnetIds: readonly string[]
  /** Addresses of services. */
  readonly serviceRange: string
  readonly secretsKeyArn: string
  readonly logKeyArn: string
  readonly retentionDays: number
  /** What happens when the version of Kubernetes leaves standard support: it is upgraded, or kept for a fee. */
  readonly support: 'STANDARD' | 'EXTENDED'
  /** Ranges of addresses, by name, from which people reach the API server through the private network. */
  readonly reach: Readonly<Record<string, string>>
}

/** Logs that a control plane can write: all of them are kept. */
const controlPlaneLogs = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const

/**
 * The control plane of a cluster: reached through its network alone, Secrets under the customer's key, everybody admitted by
 * name, every log kept.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
 */
export class ControlPlane extends Construct {
  readonly resource: EksCluster
  /** Security group that AWS makes for the control plane and its nodes: a token. */
  readonly clusterGroupId: string

  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, id)
    const { cluster, account, secretsKeyArn } = props
    const logs = new LogGroup(this, 'Logs', {
      // the name that EKS writes to
      name: `/aws/eks/${cluster}/cluster`,
      keyArn: props.logKeyArn,
      retentionDays: props.retentionDays,
    })
    const role = new ServiceRole(this, 'Role', {
      name: `${cluster}-control-plane`,
      account,
      service: 'eks.amazonaws.com',
      managed: { cluster: 'AmazonEKSClusterPolicy' },
      statements: [
        {
          Sid: 'Secrets',
          Effect: 'Allow',
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:DescribeKey', 'kms:CreateGrant'],
          Resource: secretsKeyArn,
        },
      ],
    })
    this.resource = new EksCluster(this, 'Resource', {
      name: cluster,
      version: props.kubernetes,
      roleArn: role.arn,
      // what EKS would install by itself comes as add-ons instead
      bootstrapSelfManagedAddons: false,
      enabledClusterLogTypes: [...controlPlaneLogs],
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      encryptionConfig: { provider: { keyArn: secretsKeyArn }, resources: ['secrets'] },
      kubernetesNetworkConfig: { serviceIpv4Cidr: props.serviceRange, ipFamily: 'ipv4' },
      upgradePolicy: { supportType: props.support },
      vpcConfig: {
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
        subnetIds: [...props.subnetIds],
        securityGroupIds: [this.#reached(props)],
      },
      dependsOn: [...role.rights, primary(logs)],
    })
    this.clusterGroupId = this.resource.vpcConfig.clusterSecurityGroupId
  }

  #reached({ cluster, vpcId, reach }: ControlPlaneProps): string {
    const name = `${cluster}-api`
    const group = new SecurityGroup(this, 'Api', {
      name,
      description: 'People who reach the API server through the private network',
      vpcId,
      tags: { Name: name },
    })
    for (const [from, range] of Object.entries(reach)) {
      new VpcSecurityGroupIngressRule(this, `api-${from}`, {
        securityGroupId: group.id,
        description: `API server from ${from}`,
        cidrIpv4: range,
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
      })
    }
    return group.id
  }
}
