import type { SystemModel } from '#catalog'
import type { Tenant } from '#config'

/** What policies hold a tenant's work to. */
export interface TenantTerms {
  /** Registries that its images may come from; undefined: those of the platform. */
  readonly registries?: readonly string[]
  /** Whether images are named by digest. */
  readonly digests: boolean
  /** GPUs of a whole system, where its work takes whole systems. */
  readonly wholeSystemGpus?: number
}

/** A sensitive tenant's images are named by digest, and its work takes whole systems unless its file says otherwise. */
export function tenantTerms(
  { registries, sensitivity, wholeSystems }: Tenant,
  generation: Pick<SystemModel, 'gpu'>,
): TenantTerms {
  const isSensitive = sensitivity === 'sensitive'
  return {
    ...(registries === undefined ? {} : { registries }),
    digests: isSensitive,
    ...((wholeSystems ?? isSensitive) ? { wholeSystemGpus: generation.gpu.count } : {}),
  }
}
