import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'
import { isCloud, isReal } from '../real-target.ts'

/** Components that nobody would install, and Node Feature Discovery that two would. */
export function platformFindings({ target, platform }: Pick<PodModel, 'target' | 'platform'>): Finding[] {
  const { gpuOperator, networkOperator, nodeFeatureDiscovery } = platform
  if (!isReal(target) || nodeFeatureDiscovery.owner === 'external') return []
  if (gpuOperator.owner === 'external') {
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
  // in a cloud nobody else has installed one
  if (networkOperator.owner !== 'external' || isCloud(target)) return []
  return [
    {
      code: 'platform/discovery-twice',
      severity: 'warning',
      path: 'platform.nodeFeatureDiscovery.owner',
      message:
        'superpod brings Node Feature Discovery, but the owner of networkOperator is external, and its chart brings another unless nfd.enabled is false there (NETOP)',
      remedy: 'have its owner set nfd.enabled=false, or write nodeFeatureDiscovery: { owner: external }',
    },
  ]
}
