import type { SystemModel } from '#catalog'
import type { Pod } from '#config'

/** How the GPUs of one pool are shared, as config has it. */
export type PoolSharing = Pod['platform']['gpuOperator']['sharing'][string]

/** What one GPU is to Kubernetes: how many of which resource. Quota in GPUs is multiplied by it. */
export type GpuDevices = Readonly<Record<string, number>>

/** Resource of whole GPUs, and of whatever a pod gets in their place where nothing renames it. */
export const gpuResource = 'nvidia.com/gpu'

/** One whole GPU. */
const whole: GpuDevices = { [gpuResource]: 1 }

/**
 * What one GPU of a pool is to Kubernetes. A layout that sources do not know counts as whole GPUs; findings refuse it.
 * @param sharing - undefined for whole GPUs
 */
export function gpuDevices(sharing: PoolSharing | undefined, { gpu }: Pick<SystemModel, 'gpu'>): GpuDevices {
  const replicas = sharing?.mps?.replicas ?? sharing?.timeSlicing?.replicas
  if (replicas !== undefined) return { [gpuResource]: replicas }
  if (!sharing?.mig || gpu.mig.value === undefined) return whole
  const { strategy, layout } = sharing.mig
  const { profiles, balanced } = gpu.mig.value
  const slices = layout === 'all-balanced' ? balanced : only(layout, profiles[layout])
  if (strategy === 'mixed') {
    return Object.fromEntries(Object.entries(slices).map(([profile, count]) => [migResource(profile), count]))
  }
  const count = Object.values(slices).reduce((sum, each) => sum + each, 0)
  return count === 0 ? whole : { [gpuResource]: count }
}

/** Resource of the slices of one profile, where each profile is a resource. */
function migResource(profile: string): string {
  return `nvidia.com/mig-${profile}`
}

function only(profile: string, count: number | undefined): Record<string, number> {
  return count === undefined ? {} : { [profile]: count }
}

/**
 * What one device of each resource is of a whole GPU: all that one GPU is cut into add up to 1. Slices count by their
 * compute, the number before `g`.
 */
export function gpuParts(devices: GpuDevices): Readonly<Record<string, number>> {
  const all = Object.entries(devices).reduce((sum, [resource, count]) => sum + count * computeSlices(resource), 0)
  return Object.fromEntries(Object.keys(devices).map((resource) => [resource, computeSlices(resource) / all]))
}

function computeSlices(resource: string): number {
  return Number(/mig-(\d+)g/.exec(resource)?.[1] ?? 1)
}

/** Labels that tell the GPU operator how to share the GPUs of a pool's systems; none for whole GPUs. */
export function sharingLabels(sharing: PoolSharing | undefined): Record<string, string> {
  const config = devicePluginConfig(sharing)
  return {
    ...(sharing?.mig ? { 'nvidia.com/mig.config': migConfig(sharing.mig.layout) } : {}),
    ...(config === undefined ? {} : { 'nvidia.com/device-plugin.config': config }),
  }
}

/** Name of the device plugin's settings that share GPUs so, such as `time-slicing-4`; undefined where it needs none. */
export function devicePluginConfig(sharing: PoolSharing | undefined): string | undefined {
  if (sharing?.mps) return `mps-${sharing.mps.replicas}`
  if (sharing?.timeSlicing) return `time-slicing-${sharing.timeSlicing.replicas}`
  return undefined
}

// the MIG manager calls a layout of one profile after it
function migConfig(layout: string): string {
  return layout === 'all-balanced' ? layout : `all-${layout}`
}
