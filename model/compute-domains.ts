import type { PodModel } from './pod-model.ts'

/**
 * Whether superpod installs ComputeDomains by a release of their own: by default where systems share an NVLink domain. A
 * GPUCluster brings its own.
 */
export function hasComputeDomains({
  platform: { gpuOperator },
  generation,
}: Pick<PodModel, 'platform' | 'generation'>) {
  const { owner, gpuCluster, computeDomains } = gpuOperator
  const usual = owner === 'superpod' && sharesNvlink({ generation })
  return !gpuCluster && (computeDomains.enabled ?? usual)
}

/** Whether several systems share an NVLink domain. */
export function sharesNvlink({ generation: { rack } }: Pick<PodModel, 'generation'>): boolean {
  return rack.nvlinkSwitchTrays !== undefined
}
