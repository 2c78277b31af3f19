import type { ComputeFabric } from './compute-fabric.ts'
import type { Fact, MaybeFact } from './source.ts'
import type { StorageGuidance } from './storage-guidance.ts'
import type { SupportFabrics } from './support-fabric.ts'
import type { SystemParts } from './system-parts.ts'

/** One compute rail: which GPU, behind which port of the chassis and which network device of the host. */
export interface Rail {
  /** Number of the rail, which is also the number of its GPU: from 0. */
  readonly rail: number
  /** Port on the chassis, such as `OSFP4P2`; undefined where no source names it. */
  readonly port?: string
  /** RDMA device, such as `mlx5_0`: differs between generations; undefined where no source names it. */
  readonly rdmaDevice?: string
  /** Network device, such as `ibp24s0`: the same on DGX H100 and DGX B200; undefined where no source names it. */
  readonly netdev?: string
  /** CPU socket that the adapter hangs on; undefined where no source names it. */
  readonly cpu?: number
}

/** The GPUs of one system. */
export interface GpuModel {
  readonly count: number
  /** Value of the label `nvidia.com/gpu.product`. */
  readonly product: MaybeFact<string>
  /** Value of the label `nvidia.com/gpu.memory`: MiB for each GPU. */
  readonly memoryMiB: MaybeFact<number>
  /** Value of the label `nvidia.com/gpu.family`. */
  readonly family: Fact<string>
}

/** How systems stand in racks. */
export interface RackModel {
  /** How many systems a rack may hold, by the reference architecture; the last is the default. */
  readonly systemsPerRack: Fact<readonly number[]>
  /** Power that the reference architecture gives a rack, in W. */
  readonly powerW: MaybeFact<number>
  readonly cooling: Fact<'air' | 'liquid' | 'liquid and air'>
  /** Rack PDUs or power shelves of a rack with systems. */
  readonly pdus: MaybeFact<number>
  /** NVLink switch trays of a rack: the rack is one NVLink domain. @default none */
  readonly nvlinkSwitchTrays?: Fact<number>
  /** Management switches in the rack itself. @default none */
  readonly managementSwitches?: Fact<number>
}

/**
 * One generation of DGX system, as far as sources confirm it. A system is what Kubernetes sees as one node: for GB200 and
 * GB300 one compute tray of a rack.
 */
export interface SystemModel {
  readonly generation: string
  readonly title: string
  readonly gpu: GpuModel
  /** Value of the label `nvidia.com/gpu.machine`. */
  readonly machine: MaybeFact<string>
  /** Value of `kubernetes.io/arch`. */
  readonly arch: Fact<'amd64' | 'arm64'>
  readonly cpuModel: MaybeFact<string>
  /** Physical cores of one system. */
  readonly cpuCores: MaybeFact<number>
  /** Threads of one system: what Kubernetes counts as CPUs. */
  readonly cpuThreads: MaybeFact<number>
  readonly memoryGiB: MaybeFact<number>
  readonly maxPowerW: MaybeFact<number>
  readonly parts: SystemParts
  /** Rack units that one system takes. */
  readonly heightU: MaybeFact<number>
  /** Weight of one system: what a floor must bear is counted from it. */
  readonly weightKg: MaybeFact<number>
  readonly systemsPerScalableUnit: Fact<number>
  /** Power that sources give a scalable unit, in W: of its systems alone where they are air-cooled, of all its racks else. */
  readonly scalableUnitW: MaybeFact<number>
  readonly rack: RackModel
  readonly rails: Fact<readonly Rail[]>
  readonly computeFabric: ComputeFabric
  readonly supportFabrics: SupportFabrics
  /** Cables of the fabric manager where it takes a system's place; undefined where it takes none. */
  readonly managerCables?: Fact<number>
  readonly managementNodes: MaybeFact<number>
  /** Speed that storage should reach. */
  readonly storageGuidance: MaybeFact<StorageGuidance>
}
