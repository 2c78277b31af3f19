import type { SystemModel } from '#catalog'
import type { Pool } from './pool.ts'
import type { Rack, System } from './system.ts'

/** Labels that say where the systems of a rack stand. */
export function rackLabels({ name, scalableUnit }: Pick<Rack, 'name' | 'scalableUnit'>): Record<string, string> {
  return { 'superpod/scalable-unit': scalableUnit, 'superpod/rack': name }
}

/** Labels that say where a system stands and whose it is. */
export function placeLabels({ rack, scalableUnit }: System, pool: Pool): Record<string, string> {
  return { ...rackLabels({ name: rack, scalableUnit }), ...pool.nodeLabels }
}

/** Labels that GPU feature discovery writes on metal: the twin writes the same values. */
export function gpuLabels({ gpu, machine }: SystemModel): Record<string, string> {
  return {
    'nvidia.com/gpu.present': 'true',
    'nvidia.com/gpu.count': String(gpu.count),
    'nvidia.com/gpu.product': gpu.product.value,
    'nvidia.com/gpu.memory': String(gpu.memoryMiB.value),
    'nvidia.com/gpu.family': gpu.family.value,
    'nvidia.com/gpu.machine': machine.value,
  }
}

/** A management node: runs controllers, is no DGX, and is not counted in systems. */
export interface ManagementNode {
  readonly name: string
}

/** Label by which controllers find the management nodes. */
export const managementLabel = { 'superpod/role': 'management' } as const

/** Management nodes of a pod. */
export function managementNodes(count: number): ManagementNode[] {
  return Array.from({ length: count }, (_, index) => ({ name: `mgmt-${String(index + 1).padStart(2, '0')}` }))
}
