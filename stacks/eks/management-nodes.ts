import { MachineTemplate, NodeGroup, ServiceRole } from '#constructs/eks'
import { managementLabel, managementTaint } from '#model'
import { type ITerraformDependable, primary } from '#terraform'
import type { EksParts } from './eks-parts.ts'

/** Image of machines without GPUs, by its kind in EKS. */
const image = 'AL2023_x86_64_STANDARD'

/**
 * The management nodes, in every zone of the control plane.
 * @param early - what nodes need before they are ready
 */
export function addManagementNodes(parts: EksParts, early: readonly ITerraformDependable[]): ITerraformDependable[] {
  const { stack, model, eks, cluster, keys, controlPlane, homeSubnetIds } = parts
  const { type, diskGiB } = eks.management
  const role = nodeRole(parts, 'management')
  const template = new MachineTemplate(stack, 'management-machine', {
    name: `${cluster}-management`,
    type,
    diskGiB,
    volumesKeyArn: keys.volumes,
    groupIds: [controlPlane.clusterGroupId],
  })
  const group = new NodeGroup(stack, 'management', {
    cluster: controlPlane.resource,
    name: 'management',
    nodeRoleArn: role.arn,
    subnetIds: homeSubnetIds,
    template: template.resource,
    image,
    count: model.managementNodes.length,
    labels: managementLabel,
    taints: [managementTaint],
    maxUnavailable: 1,
    repair: true,
    dependsOn: [...role.rights, ...early],
  })
  return [primary(group)]
}

/** What nodes may do in AWS: join their cluster and pull images. All else has a role of its own, by its service account. */
export function nodeRole({ stack, cluster, account }: EksParts, kind: 'management' | 'systems'): ServiceRole {
  return new ServiceRole(stack, `${kind}-role`, {
    name: `${cluster}-${kind}`,
    account,
    service: 'ec2.amazonaws.com',
    managed: { join: 'AmazonEKSWorkerNodePolicy', pull: 'AmazonEC2ContainerRegistryPullOnly' },
  })
}
