import type { Chart } from './chart.ts'
import { fact } from './source.ts'

/** Run:ai's fake GPU operator: version without `v`. */
export const fakeGpuOperatorChart: Chart = {
  name: 'fake-gpu-operator',
  repository: fact('oci://ghcr.io/run-ai/fake-gpu-operator', 'FAKE-GPU', 'V'),
}

/** Version of the fake GPU operator whose values are known here. */
export const fakeGpuOperatorVersion = fact('0.2.0', 'FAKE-GPU', 'V')

/** KWOK's controller, of the version that the twin has too. */
export const kwokImage = fact('registry.k8s.io/kwok/kwok:v0.8.0', 'KWOK', 'V')
