import { decimalQuantity, gibibyteQuantity } from '#core'

/** A GPU that nobody shares. */
const wholeGpu = { 'nvidia.com/gpu': 1 }

/** Amounts of what quota is on: whole numbers. A resource whose amount is not given has no quota. */
export interface Amounts {
  /** Whole GPUs. */
  readonly gpus: number
  /** What one GPU is to Kubernetes, by resource: more than one where GPUs are shared. @default one `nvidia.com/gpu` */
  readonly devices?: Readonly<Record<string, number>>
  readonly cpus?: number
  readonly memoryGiB?: number
}

/** Quota on one resource in one flavor. */
export interface FlavorResource {
  readonly name: string
  readonly nominalQuota: string
  readonly borrowingLimit?: string
  readonly lendingLimit?: string
}

/** Resource names of the amounts given, in the one order that Kueue must see everywhere. */
export function coveredResources(amounts: Amounts): string[] {
  return quantities(amounts).map(([name]) => name)
}

/** How far a queue goes beyond its own quota, and how much of it others may have. */
export interface QuotaLimits {
  /** What may be held at once, borrowed included. */
  readonly most: Amounts
  /** What others may borrow of the nominal quota. @default all of it */
  readonly lend?: Amounts | undefined
}

/**
 * Quota of one flavor.
 * @param nominal - what is always there
 * @param limits - undefined where nothing can be borrowed or lent
 */
export function flavorResources(nominal: Amounts, limits?: QuotaLimits): FlavorResource[] {
  const borrowing = limits && new Map(quantities(beyond(nominal, limits.most)))
  const lending = limits?.lend && new Map(quantities(limits.lend))
  return quantities(nominal).map(([name, nominalQuota]) => {
    const borrowingLimit = borrowing?.get(name)
    const lendingLimit = lending?.get(name)
    return {
      name,
      nominalQuota,
      ...(borrowingLimit === undefined ? {} : { borrowingLimit }),
      ...(lendingLimit === undefined ? {} : { lendingLimit }),
    }
  })
}

function beyond(nominal: Amounts, most: Amounts): Amounts {
  return {
    gpus: most.gpus - nominal.gpus,
    ...(nominal.devices ? { devices: nominal.devices } : {}),
    ...(most.cpus === undefined ? {} : { cpus: most.cpus - (nominal.cpus ?? 0) }),
    ...(most.memoryGiB === undefined ? {} : { memoryGiB: most.memoryGiB - (nominal.memoryGiB ?? 0) }),
  }
}

function quantities({ gpus, devices, cpus, memoryGiB }: Amounts): [string, string][] {
  return [
    ...(cpus === undefined ? [] : [['cpu', decimalQuantity(cpus)] satisfies [string, string]]),
    ...(memoryGiB === undefined ? [] : [['memory', gibibyteQuantity(memoryGiB)] satisfies [string, string]]),
    ...gpuAmounts(gpus, devices).map(([name, amount]): [string, string] => [name, decimalQuantity(amount)]),
  ]
}

/** GPUs as what Kubernetes counts, in the order of the resources' names. @param devices - what one GPU is to it */
export function gpuAmounts(gpus: number, devices: Readonly<Record<string, number>> = wholeGpu): [string, number][] {
  return Object.entries(devices)
    .map(([name, each]): [string, number] => [name, gpus * each])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
