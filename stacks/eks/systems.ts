import { Construct } from 'constructs'
import { FabricGroup, MachineTemplate, NodeGroup } from '#constructs/eks'
import { cloudShape, type SystemGroup, systemGroups } from '#model'
import type { ITerraformDependable } from '#terraform'
import { PlacementGroup } from '#terraform/aws'
import type { EksParts } from './eks-parts.ts'
import { nodeRole } from './management-nodes.ts'

/** Images of GPU machines, with driver, container toolkit and EFA, by the kind that EKS gives them. */
const images = { amd64: 'AL2023_x86_64_NVIDIA', arm64: 'AL2023_ARM_64_NVIDIA' } as const

/**
 * The systems: a group of GPU machines for each unit and pool, close together, with a network interface a card.
 * @param early - what nodes need before they are ready
 */
export function addSystems(parts: EksParts, early: readonly ITerraformDependable[]): void {
  const { stack, model, eks, cluster, network } = parts
  const shape = cloudShape('eks', model.generation.generation, eks.systems.type)
  const fabric = shape?.fabric.value
  if (!shape || fabric?.kind !== 'EFA') throw new Error(`EKS has no machine for ${model.generation.generation}`)
  const { groupId } = new FabricGroup(stack, 'fabric', { cluster, vpcId: network.vpcId })
  const role = nodeRole(parts, 'systems')
  const machine = { type: shape.type, image: images[shape.arch.value], interfaces: fabric.interfaces, groupId }
  const room = new Construct(stack, 'systems')
  const close = closeTogether(parts, room)
  for (const group of systemGroups(model)) {
    addGroup(parts, room, group, { ...machine, placementGroup: close(group), role, early })
  }
}

interface Machine {
  readonly type: string
  readonly image: string
  readonly interfaces: NonNullable<ConstructorParameters<typeof MachineTemplate>[2]['interfaces']>
  readonly groupId: string
  readonly placementGroup: string | undefined
  readonly role: ReturnType<typeof nodeRole>
  readonly early: readonly ITerraformDependable[]
}

function addGroup(parts: EksParts, room: Construct, group: SystemGroup, machine: Machine): void {
  const { eks, cluster, keys, controlPlane, network } = parts
  const { diskGiB, maxUnavailable, repair } = eks.systems
  const { zone, capacity } = placeOf(parts, group)
  const reserved = capacity.kind !== 'on-demand' && capacity.id ? { kind: capacity.kind, id: capacity.id } : undefined
  const template = new MachineTemplate(room, `${group.name}-machine`, {
    name: `${cluster}-${group.name}`,
    type: machine.type,
    diskGiB,
    volumesKeyArn: keys.volumes,
    groupIds: [controlPlane.clusterGroupId, machine.groupId],
    interfaces: machine.interfaces,
    placementGroup: machine.placementGroup,
    reserved,
    joinDisks: true,
  })
  new NodeGroup(room, group.name, {
    cluster: controlPlane.resource,
    name: group.name,
    nodeRoleArn: machine.role.arn,
    subnetIds: [network.subnetIds[zone] ?? ''],
    template: template.resource,
    image: machine.image,
    capacity: capacity.kind === 'block' ? 'CAPACITY_BLOCK' : 'ON_DEMAND',
    count: group.systems.length,
    labels: group.labels,
    taints: group.taints,
    maxUnavailable,
    repair,
    dependsOn: [...machine.role.rights, ...machine.early],
  })
}

function placeOf({ eks: { systems } }: EksParts, { place }: SystemGroup) {
  const own = systems.units[place]
  return { zone: own?.zone ?? systems.zone, capacity: own?.capacity ?? systems.capacity }
}

// a block is close together by itself; pools of one unit share its group
function closeTogether(parts: EksParts, room: Construct): (group: SystemGroup) => string | undefined {
  const made = new Map<string, string>()
  return (group) => {
    if (placeOf(parts, group).capacity.kind === 'block') return undefined
    const name = made.get(group.place) ?? placementGroup(parts, room, group.place)
    made.set(group.place, name)
    return name
  }
}

function placementGroup({ cluster }: EksParts, room: Construct, place: string): string {
  return new PlacementGroup(room, `${place}-together`, { name: `${cluster}-${place}`, strategy: 'cluster' }).name
}
