import { tolerationsOf } from '#constructs'
import { AddOn, type AddOnProps, podIdentity, ServiceRole, type Statement } from '#constructs/eks'
import { systemTaints } from '#model'
import type { ITerraformDependable } from '#terraform'
import { controllerPlacement } from '../controller-placement.ts'
import type { EksParts } from './eks-parts.ts'

/** Addresses that a node keeps ready: without it two interfaces full of them, a hundred, on nodes that run eight pods. */
const warmAddresses = { MINIMUM_IP_TARGET: '30', WARM_IP_TARGET: '5' }

/**
 * Add-ons without which no node becomes ready: addresses of pods, with policies between them; services; roles of pods.
 * @returns what nodes depend on
 */
export function addEarlyAddOns(parts: EksParts): ITerraformDependable[] {
  const agent = addOn(parts, 'eks-pod-identity-agent')
  const proxy = addOn(parts, 'kube-proxy')
  const cni = addOn(parts, 'vpc-cni', {
    settings: { enableNetworkPolicy: 'true', env: warmAddresses },
    identity: identity(parts, 'cni', 'aws-node', { addresses: 'AmazonEKS_CNI_Policy' }),
  })
  return [agent, proxy, cni]
}

/** Add-ons that run on the management nodes. @param nodes - those nodes */
export function addLateAddOns(parts: EksParts, nodes: readonly ITerraformDependable[]): void {
  const placement = controllerPlacement()
  const tolerations = [...placement.tolerations, ...tolerationsOf(systemTaints(parts.model))]
  addOn(parts, 'coredns', { settings: { ...placement }, dependsOn: nodes })
  addOn(parts, 'aws-ebs-csi-driver', {
    settings: { controller: { ...placement }, node: { tolerateAllTaints: false, tolerations } },
    identity: identity(
      parts,
      'ebs-csi',
      'ebs-csi-controller-sa',
      { volumes: 'service-role/AmazonEBSCSIDriverPolicy' },
      [
        {
          Sid: 'Volumes',
          Effect: 'Allow',
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
          Resource: parts.keys.volumes,
        },
        {
          Sid: 'VolumesOfNodes',
          Effect: 'Allow',
          Action: 'kms:CreateGrant',
          Resource: parts.keys.volumes,
          Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
        },
      ],
    ),
    dependsOn: nodes,
  })
  addOn(parts, 'eks-node-monitoring-agent', { dependsOn: nodes })
}

type AddOnName = keyof EksParts['eks']['addOns']

function addOn(parts: EksParts, name: AddOnName, props: Partial<AddOnProps> = {}): ITerraformDependable {
  const { stack, eks, controlPlane } = parts
  const version = eks.addOns[name]?.version
  return new AddOn(stack, name, { cluster: controlPlane.resource, name, version, ...props }).resource
}

function identity(
  { stack, cluster, account }: EksParts,
  id: string,
  serviceAccount: string,
  managed: Readonly<Record<string, string>>,
  statements: readonly Statement[] = [],
) {
  const name = `${cluster}-${id}`
  const role = new ServiceRole(stack, `${id}-role`, { name, account, ...podIdentity, managed, statements })
  return { serviceAccount, roleArn: role.arn }
}
