import { fact } from './source.ts'

/** Driver that a version of the GPU operator brings where nobody names one, by the operator's version without `v`. */
export const operatorDrivers = fact<Readonly<Record<string, string>>>(
  { '26.3.2': '580.126.20', '26.7.0': '595.91.07' },
  'GPUOP',
  'V',
)

/** Least versions for a GPUCluster, which has DRA instead of the device plugin. */
export const gpuClusterNeeds = fact(
  {
    gpuOperator: '26.7.0',
    kubernetes: '1.34.2',
    driver: '580',
    /** Of Kubernetes, for pods that ask for `nvidia.com/gpu`. */
    kubernetesForGpuRequests: '1.36',
  },
  'GPUOP-DOC',
  'V',
)

/** Version of the chart of the DRA driver, which brings ComputeDomains beside a ClusterPolicy. */
export const draDriverVersion = fact('0.4.1', 'DRA-DRIVER', 'V')

/**
 * Versions of containerd that the GPU operator is validated with. Its page prints 1.8 to 2.3; there was no containerd 1.8,
 * and whether 1.7 is meant is open.
 */
export const validatedContainerd = fact('2.0 - 2.3', 'GPUOP-DOC', 'V')
