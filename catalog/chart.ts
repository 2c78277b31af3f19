import { type Fact, fact } from './source.ts'

/** A chart that we configure: its name and its public home. */
export interface Chart {
  readonly name: string
  /** Public home: an `https` Helm repository, an `oci` folder, or a git repository that has it in a folder. */
  readonly repository: Fact<string>
  /** Folder of a git repository that is the chart: no Helm repository has it, so it comes from a mirror. */
  readonly folder?: string
}

/** Kueue's chart: version without `v`. */
export const kueueChart: Chart = {
  name: 'kueue',
  repository: fact('oci://registry.k8s.io/kueue/charts', 'KUEUE', 'V'),
}

/** NVIDIA's GPU operator: version with `v`. */
export const gpuOperatorChart: Chart = {
  name: 'gpu-operator',
  repository: fact('https://helm.ngc.nvidia.com/nvidia', 'GPUOP-DOC', 'V'),
}

/** NVIDIA's network operator: version without `v`. */
export const networkOperatorChart: Chart = {
  name: 'network-operator',
  repository: fact('https://helm.ngc.nvidia.com/nvidia', 'NETOP', 'V'),
}

/** The DRA driver for NVIDIA GPUs, of which ComputeDomains are used: version without `v`. */
export const draDriverChart: Chart = {
  name: 'dra-driver-nvidia-gpu',
  repository: fact('oci://registry.k8s.io/dra-driver-nvidia/charts', 'DRA-DRIVER', 'V'),
}
