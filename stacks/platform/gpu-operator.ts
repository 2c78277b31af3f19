import { GpuOperatorRelease } from '#constructs'
import { systemTaints } from '#model'
import { type ITerraformDependable, primary } from '#terraform'
import type { PlatformParts } from './platform-parts.ts'

/**
 * The GPU operator, where superpod installs it.
 * @returns what whoever needs Node Feature Discovery, which it brings, depends on; empty where somebody else brings it
 */
export function addGpuOperator({ stack, model, placement, namespace }: PlatformParts): ITerraformDependable[] {
  const { gpuOperator, nodeFeatureDiscovery } = model.platform
  if (gpuOperator.owner !== 'superpod') return []
  const release = new GpuOperatorRelease(stack, 'gpu-operator', {
    version: gpuOperator.version,
    namespace: namespace('gpu-operator', 'privileged'),
    placement,
    nodeFeatureDiscovery: nodeFeatureDiscovery.owner === 'superpod',
    systemTaints: systemTaints(model),
  })
  return [primary(release)]
}
