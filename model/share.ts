import type { MaybeFact, SystemModel } from '#catalog'

/** CPU and memory that go with GPUs. What no source confirms of a system is left out, and with it the quota on it. */
export interface Share {
  /** Processor threads, as Kubernetes counts CPUs. */
  readonly cpus?: number
  readonly memoryGiB?: number
}

/** What every system keeps for its own operating system, kubelet and DaemonSets: ours to choose, no source names it. */
const reserved = { cpus: 16, memoryGiB: 64 } satisfies Share

/** What a system gives to work: its capacity less what is reserved. */
export function allocatable({ cpuThreads, memoryGiB }: SystemModel): Share {
  return share(known(cpuThreads, reserved.cpus), known(memoryGiB, reserved.memoryGiB))
}

/** The part of a system's CPUs and memory that goes with that many of its GPUs, in whole units. */
export function shareOf(generation: SystemModel, gpus: number): Share {
  const whole = allocatable(generation)
  const part = (amount: number | undefined) =>
    amount === undefined ? undefined : gpus * Math.floor(amount / generation.gpu.count)
  return share(part(whole.cpus), part(whole.memoryGiB))
}

/** A share of the amounts that are known. */
export function share(cpus: number | undefined, memoryGiB: number | undefined): Share {
  return { ...(cpus === undefined ? {} : { cpus }), ...(memoryGiB === undefined ? {} : { memoryGiB }) }
}

function known({ value }: MaybeFact<number>, kept: number): number | undefined {
  return value === undefined ? undefined : value - kept
}
