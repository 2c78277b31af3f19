import type { SystemModel } from '#catalog'
import { type GpuDevices, gpuResource } from './gpu-sharing.ts'
import { outageLabels, outageTaint } from './outage.ts'
import type { Pool } from './pool.ts'
import type { Rack, System } from './system.ts'
import { gpuTaint, type Taint } from './taint.ts'
import { nvlinkDomainLabel } from './topology.ts'

/** Label that every system has, and no other node: the name of its rack. */
export const systemLabel = 'superpod/rack'

/** Labels that say where the systems of a rack stand. */
export function rackLabels(rack: Pick<Rack, 'name' | 'scalableUnit' | 'nvlinkDomain'>): Record<string, string> {
  return {
    'superpod/scalable-unit': rack.scalableUnit,
    [systemLabel]: rack.name,
    ...(rack.nvlinkDomain === undefined ? {} : { [nvlinkDomainLabel]: rack.nvlinkDomain }),
  }
}

/** Labels that the systems of a pool have: whose they are, and how their GPUs are shared. */
export function poolLabels({ nodeLabels, sharingLabels }: Pool): Record<string, string> {
  return { ...nodeLabels, ...sharingLabels }
}

/** Labels that say where a system stands, whose it is, and why it takes no work; one that is outside is nobody's. */
export function placeLabels(system: System, pool: Pool | undefined): Record<string, string> {
  return {
    ...rackLabels({ ...system, name: system.rack }),
    ...(pool ? poolLabels(pool) : {}),
    ...(system.outage ? outageLabels(system.outage) : {}),
  }
}

/** Taints of a system: those of its pool, and that of its state. */
export function placeTaints({ outage }: System, pool: Pool | undefined): Taint[] {
  return [...(pool?.taints ?? [gpuTaint]), ...(outage ? [outageTaint(outage)] : [])]
}

/** What the device plugin offers on a system, by resource: more than its GPUs where they are shared. */
export function systemDevices({ gpus }: System, pool: Pool | undefined): GpuDevices {
  const devices = pool?.devices ?? { [gpuResource]: 1 }
  return Object.fromEntries(Object.entries(devices).map(([name, each]) => [name, gpus * each]))
}

/** Labels that GPU feature discovery writes on metal, as far as sources confirm them: the twin writes the same values. */
export function gpuLabels({ gpu, machine }: SystemModel): Record<string, string> {
  const labels = {
    'nvidia.com/gpu.present': 'true',
    'nvidia.com/gpu.count': gpu.count,
    'nvidia.com/gpu.product': gpu.product.value,
    'nvidia.com/gpu.memory': gpu.memoryMiB.value,
    'nvidia.com/gpu.family': gpu.family.value,
    'nvidia.com/gpu.machine': machine.value,
  }
  return Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  )
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
