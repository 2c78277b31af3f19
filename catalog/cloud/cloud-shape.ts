import type { Fact, MaybeFact } from '../source.ts'

/** A cloud that Kubernetes clusters are made in, by the kind of target. */
export type CloudName = 'eks' | 'gke' | 'aks'

/** One network interface of a machine of AWS, as a launch template asks for it. */
export interface EfaInterface {
  /** Index of the network card: from 0. */
  readonly card: number
  /** Index of the interface on its card. */
  readonly device: number
  /** `efa`: with an address of its own; `efa-only`: without one; `interface`: no RDMA at all. */
  readonly type: 'interface' | 'efa' | 'efa-only'
}

/** How the GPUs of machines of one type reach one another. */
export type CloudFabric =
  | { readonly kind: 'EFA'; readonly gbps: number; readonly interfaces: readonly EfaInterface[] }
  | { readonly kind: 'GPUDirect' | 'InfiniBand'; readonly gbps: number; readonly interfaces: number }

/** One type of GPU machine that a cloud offers: one machine is one system of the pod. */
export interface CloudShape {
  readonly cloud: CloudName
  /** Name of the type, as the cloud spells it. */
  readonly type: string
  /** Generations of DGX systems that it stands for: the same GPUs, as many of them. */
  readonly generations: readonly string[]
  readonly gpus: Fact<number>
  /** Memory of one GPU in MiB, as the cloud counts it. */
  readonly gpuMemoryMiB: MaybeFact<number>
  readonly vcpus: MaybeFact<number>
  readonly memoryGiB: MaybeFact<number>
  /** Disks in the machine, gone with it, in GB. */
  readonly localDiskGB: MaybeFact<number>
  readonly arch: Fact<'amd64' | 'arm64'>
  readonly fabric: MaybeFact<CloudFabric>
  /** Regions that are known to offer it: never all of them, so that another one is no error. */
  readonly regions: MaybeFact<readonly string[]>
  /** Whether it can be had for the asking, or only where it was bought ahead. */
  readonly capacity: MaybeFact<'on demand' | 'reserved only'>
}
