import { Construct } from 'constructs'
import { LaunchTemplate } from '#terraform/aws'

/** One network interface of a machine. */
export interface MachineInterface {
  readonly card: number
  readonly device: number
  readonly type: 'interface' | 'efa' | 'efa-only'
}

/** Capacity that was bought ahead: a reservation, or a block that begins and ends on a day. */
export interface ReservedCapacity {
  readonly kind: 'reservation' | 'block'
  /** Id of the capacity reservation. */
  readonly id: string
}

export interface MachineTemplateProps {
  /** Name of the template: one in the region. */
  readonly name: string
  /** Type of machine, as AWS spells it. */
  readonly type: string
  readonly diskGiB: number
  readonly volumesKeyArn: string
  readonly groupIds: readonly string[]
  /** Its network interfaces, the one with the address of the node first. @default that one alone */
  readonly interfaces?: readonly MachineInterface[]
  /** Name of the placement group. @default none */
  readonly placementGroup?: string | undefined
  /** @default on demand */
  readonly reserved?: ReservedCapacity | undefined
  /** Whether the disks in the machine are joined, for images and scratch. @default false */
  readonly joinDisks?: boolean
}

const nodeAddress: MachineInterface = { card: 0, device: 0, type: 'interface' }

/**
 * What a machine of a node group is made of. Pods cannot ask its metadata service, which would give them the node's rights.
 * Nothing here depends on a tag: a change of a template replaces every machine, one after another.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
export class MachineTemplate extends Construct {
  readonly resource: LaunchTemplate

  constructor(scope: Construct, id: string, props: MachineTemplateProps) {
    super(scope, id)
    const { name, type, reserved, placementGroup, joinDisks = false } = props
    this.resource = new LaunchTemplate(this, 'Resource', {
      name,
      description: `Nodes ${name}`,
      instanceType: type,
      updateDefaultVersion: true,
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      blockDeviceMappings: [rootVolume(props)],
      networkInterfaces: interfaces(props),
      placement: placementGroup === undefined ? undefined : { groupName: placementGroup },
      capacityReservationSpecification: reserved && {
        capacityReservationTarget: { capacityReservationId: reserved.id },
      },
      instanceMarketOptions: reserved?.kind === 'block' ? { marketType: 'capacity-block' } : undefined,
      userData: joinDisks ? Buffer.from(nodeConfig).toString('base64') : undefined,
      tagSpecifications: ['instance', 'volume'].map((resourceType) => ({ resourceType, tags: { Name: name } })),
    })
  }
}

function rootVolume({ diskGiB, volumesKeyArn }: MachineTemplateProps) {
  return {
    deviceName: '/dev/xvda',
    ebs: {
      volumeType: 'gp3',
      volumeSize: diskGiB,
      encrypted: 'true',
      kmsKeyId: volumesKeyArn,
      deleteOnTermination: 'true',
    },
  }
}

function interfaces({ groupIds, interfaces: all = [nodeAddress] }: MachineTemplateProps) {
  return all.map(({ card, device, type }) => ({
    networkCardIndex: card,
    deviceIndex: device,
    interfaceType: type === 'interface' ? undefined : type,
    associatePublicIpAddress: 'false',
    deleteOnTermination: 'true',
    securityGroups: [...groupIds],
  }))
}

/** Configuration of the node as Amazon Linux 2023 reads it; EKS adds what it must know of its cluster. */
const nodeConfig = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="//"

--//
Content-Type: application/node.eks.aws

---
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  instance:
    localStorage:
      strategy: RAID0
--//--
`
