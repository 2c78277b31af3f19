import type { Fact } from './source.ts'

/** One compute rail: which GPU, behind which port of the chassis and which network device of the host. */
export interface Rail {
  /** Number of the rail, which is also the number of its GPU: from 0. */
  readonly rail: number
  /** Port on the chassis, such as `OSFP4P2`. */
  readonly port: string
  /** RDMA device, such as `mlx5_0`: differs between generations. */
  readonly rdmaDevice: string
  /** Network device, such as `ibp24s0`: the same on DGX H100 and DGX B200, so rails are addressed by it. */
  readonly netdev: string
  /** CPU socket that the adapter hangs on. */
  readonly cpu: number
}

/** The GPUs of one system. */
export interface GpuModel {
  readonly count: number
  /** Value of the label `nvidia.com/gpu.product`. */
  readonly product: Fact<string>
  /** Value of the label `nvidia.com/gpu.memory`: MiB for each GPU. */
  readonly memoryMiB: Fact<number>
  /** Value of the label `nvidia.com/gpu.family`. */
  readonly family: Fact<string>
}

/** What a generation's compute fabric is built from: the parameters of the generator rule. */
export interface ComputeFabric {
  readonly switchModel: Fact<string>
  readonly leavesPerScalableUnit: Fact<number>
  readonly planes: number
  /** Ports of one switch. */
  readonly radix: Fact<number>
  /** Ports of a leaf that lead to spines. */
  readonly leafUplinks: Fact<number>
  readonly linkGbps: number
  /** Cables of the fabric manager, which takes one system's place. */
  readonly managerCables: Fact<number>
  /** Scalable units up to which two tiers do; beyond, a core tier is needed. */
  readonly twoTierUnits: number
}

/** One generation of DGX system, as far as sources confirm it. */
export interface SystemModel {
  readonly generation: string
  readonly title: string
  readonly gpu: GpuModel
  /** Value of the label `nvidia.com/gpu.machine`. */
  readonly machine: Fact<string>
  readonly cpuModel: Fact<string>
  /** Physical cores of one system. */
  readonly cpuCores: Fact<number>
  /** Threads of one system: what Kubernetes counts as CPUs. */
  readonly cpuThreads: Fact<number>
  readonly memoryGiB: Fact<number>
  readonly maxPowerW: Fact<number>
  /** Rack units that one system takes. */
  readonly heightU: Fact<number>
  readonly systemsPerScalableUnit: Fact<number>
  /** How many systems a rack may hold, by the reference architecture. */
  readonly systemsPerRack: Fact<readonly number[]>
  readonly rails: Fact<readonly Rail[]>
  readonly computeFabric: ComputeFabric
}
