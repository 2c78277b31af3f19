import type { SystemModel } from '#catalog'

/** CPU and memory that go with GPUs. */
export interface Share {
  /** Processor threads, as Kubernetes counts CPUs. */
  readonly cpus: number
  readonly memoryGiB: number
}

/** What every system keeps for its own operating system, kubelet and DaemonSets: ours to choose, no source names it. */
const reserved: Share = { cpus: 16, memoryGiB: 64 }

/** What a system gives to work: its capacity less what is reserved. */
export function allocatable(generation: SystemModel): Share {
  return {
    cpus: generation.cpuThreads.value - reserved.cpus,
    memoryGiB: generation.memoryGiB.value - reserved.memoryGiB,
  }
}

/** The part of a system's CPUs and memory that goes with that many of its GPUs, in whole units. */
export function shareOf(generation: SystemModel, gpus: number): Share {
  const { cpus, memoryGiB } = allocatable(generation)
  return {
    cpus: gpus * Math.floor(cpus / generation.gpu.count),
    memoryGiB: gpus * Math.floor(memoryGiB / generation.gpu.count),
  }
}
