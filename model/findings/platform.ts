import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'

/** Components that nobody would install: what brings them is somebody else's. */
export function platformFindings({ target, platform: { gpuOperator, nodeFeatureDiscovery } }: PodModel): Finding[] {
  const isMissing = gpuOperator.owner === 'external' && nodeFeatureDiscovery.owner === 'superpod'
  if (target.kind !== 'kubeconfig' || !isMissing) return []
  return [
    {
      code: 'platform/discovery-missing',
      severity: 'error',
      path: 'platform.nodeFeatureDiscovery.owner',
      message:
        'the owner of nodeFeatureDiscovery is superpod, whose gpuOperator brings it, but the owner of gpuOperator is external',
      remedy: 'write nodeFeatureDiscovery: { owner: external }, and see that it is there, with taints enabled',
    },
  ]
}
