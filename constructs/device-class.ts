import type { KubeObject } from '#core'

/**
 * A DeviceClass by which pods that ask for `nvidia.com/gpu` get whole GPUs from a GPUCluster: the one that the operator
 * makes has no such name. Kubernetes looks at it from 1.36 on.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/#extended-resource
 */
export function wholeGpuDeviceClass(): KubeObject {
  const driver = 'gpu.nvidia.com'
  return {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'DeviceClass',
    metadata: { name: 'superpod-whole-gpu' },
    spec: {
      selectors: [
        { cel: { expression: `device.driver == '${driver}' && device.attributes['${driver}'].type == 'gpu'` } },
      ],
      extendedResourceName: 'nvidia.com/gpu',
    },
  }
}
