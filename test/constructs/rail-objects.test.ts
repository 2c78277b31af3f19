import { describe, expect, test } from 'vitest'
import { nicClusterPolicy } from '#constructs'
import type { KubeObject } from '#core'
import { gpuTaint, placement, railObjects } from '../kit/every-construct.ts'

const spec = (kind: string) => {
  const found = railObjects().find((object) => object.kind === kind)
  return (found as KubeObject & { spec: Record<string, unknown> })['spec']
}

describe('the NicClusterPolicy', () => {
  test('runs on systems, tolerates their taints, and keeps its controllers on management nodes', () => {
    const policy = nicClusterPolicy({
      version: '26.1.2',
      placement,
      systemLabel: 'superpod/rack',
      systemTaints: [gpuTaint],
    })
    expect(policy['spec']).toMatchObject({
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' }],
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'superpod/rack', operator: 'Exists' }] }],
        },
      },
      deploymentTolerations: placement.tolerations,
    })
  })

  test('brings no network driver: DGX OS has it, and a container with it is not supported on DGX', () => {
    expect(spec('NicClusterPolicy')).not.toHaveProperty('ofedDriver')
  })

  test('has images of the operator’s own version', () => {
    expect(spec('NicClusterPolicy')['nvIpam']).toEqual({
      image: 'nvidia-k8s-ipam',
      repository: 'nvcr.io/nvidia/mellanox',
      version: 'network-operator-v26.1.2',
      enableWebhook: false,
    })
  })
})

describe('a rail', () => {
  test('takes one adapter by its name, on nodes that have GPUs', () => {
    expect(spec('SriovNetworkNodePolicy')).toMatchObject({
      nicSelector: { vendor: '15b3', pfNames: ['ibp24s0'] },
      nodeSelector: { 'nvidia.com/gpu.present': 'true', 'feature.node.kubernetes.io/pci-15b3.present': 'true' },
      linkType: 'IB',
      isRdma: true,
    })
  })

  test('gives its addresses without a gateway, and none that the address plan has given away', () => {
    expect(spec('IPPool')).toMatchObject({
      exclusions: [{ startIP: '10.160.0.1', endIP: '10.160.0.64' }],
      perNodeExclusions: [
        { startIndex: 7, endIndex: 7 },
        { startIndex: 15, endIndex: 15 },
      ],
    })
    expect(spec('IPPool')).not.toHaveProperty('gateway')
  })
})
