import type { SystemModel } from '#catalog'
import type { Tenant } from '#config'
import { type GpuDevices, gpuResource } from './gpu-sharing.ts'

/** What policies hold a tenant's work to. */
export interface TenantTerms {
  /** Registries that its images may come from; undefined: those of the platform. */
  readonly registries?: readonly string[]
  /** Classes by which Kueue admits its work that it may name; undefined: all of the pod. */
  readonly priorities?: readonly string[]
  /** Whether images are named by digest. */
  readonly digests: boolean
  /** Whether its pods get no token of a service account. */
  readonly tokenless: boolean
  /** GPUs of a whole system, where its work takes whole systems; undefined where it need not, and where GPUs are shared. */
  readonly wholeSystemGpus?: number
}

/**
 * A sensitive tenant's images are named by digest, its pods get no token of a service account, and its work takes whole
 * systems unless its file says otherwise.
 * @param devices - what one GPU of its pool is to Kubernetes
 */
export function tenantTerms(
  { registries, priorities, sensitivity, wholeSystems }: Tenant,
  generation: Pick<SystemModel, 'gpu'>,
  devices: GpuDevices,
): TenantTerms {
  const isSensitive = sensitivity === 'sensitive'
  const areWhole = Object.keys(devices).length === 1 && devices[gpuResource] === 1
  return {
    ...(registries === undefined ? {} : { registries }),
    ...(priorities === undefined ? {} : { priorities }),
    digests: isSensitive,
    tokenless: isSensitive,
    ...((wholeSystems ?? isSensitive) && areWhole ? { wholeSystemGpus: generation.gpu.count } : {}),
  }
}
