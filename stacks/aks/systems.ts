import { AksNodePool } from '#constructs/aks'
import { contentName } from '#core'
import { cloudShape, groupNodeLabels, systemGroups } from '#model'
import type { AksParts } from './aks-parts.ts'

/** Longest name of a node pool. */
const longestPool = 12

/** The systems: a node pool for each unit and pool. */
export function addSystems({ stack, model, aks, place, network, cluster }: AksParts): void {
  const { type, capacityReservation } = aks.systems
  const shape = cloudShape('aks', model.generation.generation, type)
  if (!shape) throw new Error(`Azure has no machine for ${model.generation.generation}`)
  for (const group of systemGroups(model)) {
    new AksNodePool(stack, group.name, {
      name: poolName(group.name),
      cluster: cluster.cluster,
      subnet: network.nodes,
      vmSize: shape.type,
      count: group.systems.length,
      labels: groupNodeLabels(model, group),
      taints: group.taints,
      tags: place.tags,
      gpus: true,
      ...(capacityReservation === undefined ? {} : { capacityReservation }),
    })
  }
}

/** The name of a group as Azure takes it: letters and digits, and a hash in place of what is too long. */
function poolName(group: string): string {
  const plain = group.replaceAll('-', '')
  if (plain.length <= longestPool) return plain
  const hash = contentName('pool', group).slice(-4)
  return `${plain.slice(0, longestPool - hash.length)}${hash}`
}
