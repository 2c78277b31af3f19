import type { Variable } from './pod-template.ts'

/** What policies hold one tenant's work to: written on its namespaces, which nobody of the tenant may edit. */
export interface TenantTerms {
  /** Registries, with or without a path, that images may come from. @default those of the platform */
  readonly registries?: readonly string[]
  /** Classes by which Kueue admits work that may be named. @default those of the platform */
  readonly priorities?: readonly string[]
  /** Whether images are named by digest. @default false */
  readonly digests?: boolean
  /** Whether pods get no token of a service account. @default false */
  readonly tokenless?: boolean
  /** GPUs of a whole system, where whatever asks for GPUs takes whole systems. @default any number of GPUs */
  readonly wholeSystemGpus?: number
  /** Device resources beside GPUs that were granted, by name: `nvidia.com/resibp24s0`. @default none */
  readonly devices?: readonly string[]
}

/** Keys of the annotations that carry terms. */
export const termKeys = {
  registries: 'superpod/registries',
  priorities: 'superpod/priorities',
  digests: 'superpod/image-digests',
  tokens: 'superpod/service-account-tokens',
  wholeSystems: 'superpod/whole-systems',
  devices: 'superpod/devices',
} as const

/** Annotations of a tenant's namespace that its policies read; what is left out has no annotation. */
export function termAnnotations(terms: TenantTerms): Record<string, string> {
  const { registries, priorities, digests = false, tokenless = false, wholeSystemGpus, devices = [] } = terms
  return {
    ...(registries === undefined ? {} : { [termKeys.registries]: registries.join(',') }),
    ...(priorities === undefined ? {} : { [termKeys.priorities]: priorities.join(',') }),
    ...(tokenless ? { [termKeys.tokens]: 'refused' } : {}),
    ...(digests ? { [termKeys.digests]: 'required' } : {}),
    ...(wholeSystemGpus === undefined ? {} : { [termKeys.wholeSystems]: `${wholeSystemGpus}` }),
    ...(devices.length > 0 ? { [termKeys.devices]: devices.join(',') } : {}),
  }
}

/** CEL variable `terms`: the annotations of the namespace. */
export const terms: Variable = {
  name: 'terms',
  expression: 'has(namespaceObject.metadata.annotations) ? namespaceObject.metadata.annotations : {}',
}
