import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import { type EksCluster, EksNodeGroup, type LaunchTemplate } from '#terraform/aws'
import type { NodeTaint } from '../placement.ts'

export interface NodeGroupProps {
  readonly cluster: EksCluster
  /** Name of the group: for life, since another one replaces all its nodes. */
  readonly name: string
  readonly nodeRoleArn: string
  readonly subnetIds: readonly string[]
  readonly template: LaunchTemplate
  /** Image, by its kind in EKS. */
  readonly image: string
  /** How its machines are paid for. @default ON_DEMAND */
  readonly capacity?: 'ON_DEMAND' | 'CAPACITY_BLOCK'
  /** Machines. */
  readonly count: number
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly NodeTaint[]
  /** Machines that an update may take away at once. */
  readonly maxUnavailable: number
  /** Whether EKS replaces a machine that is broken. */
  readonly repair: boolean
  readonly dependsOn: readonly ITerraformDependable[]
}

/**
 * Nodes that EKS makes and replaces. Labels, taints, counts and versions are changed in place; machine, image and disk follow
 * the template, one node after another.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export class NodeGroup extends Construct {
  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id)
    const { cluster, template, count, maxUnavailable } = props
    const isBlock = props.capacity === 'CAPACITY_BLOCK'
    new EksNodeGroup(this, 'Resource', {
      clusterName: cluster.name,
      nodeGroupName: props.name,
      nodeRoleArn: props.nodeRoleArn,
      subnetIds: [...props.subnetIds],
      version: cluster.version,
      amiType: props.image,
      capacityType: props.capacity ?? 'ON_DEMAND',
      launchTemplate: { id: template.id, version: `\${${template.fqn}.latest_version}` },
      // a block ends: its machines must be allowed to go before it does
      scalingConfig: { desiredSize: count, maxSize: Math.max(count, 1), minSize: isBlock ? 0 : count },
      labels: { ...props.labels },
      taint: props.taints.map(({ key, value }) => ({ key, value, effect: 'NO_SCHEDULE' })),
      updateConfig: { maxUnavailable },
      nodeRepairConfig: { enabled: props.repair },
      dependsOn: [...props.dependsOn],
    })
  }
}
