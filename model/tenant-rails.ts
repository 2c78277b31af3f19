import type { SystemModel } from '#catalog'
import type { NamedTarget, Tenant } from '#config'
import { type PodRails, railResources } from './pod-rails.ts'

/** Rails for the pods of a tenant. */
export interface TenantRdma {
  readonly memlock: 'host' | 'ipc-lock'
  /** Pod Security Standard that was asked for. */
  readonly podSecurity: 'restricted' | 'baseline' | 'privileged'
  /** Key of its partition, as a number; undefined where it shares the default one with all. */
  readonly partitionKey?: number
}

/** What a tenant's file says of rails; undefined where it wants none. */
export function tenantRdma({ rdma }: Pick<Tenant, 'rdma'>): TenantRdma | undefined {
  if (!rdma) return undefined
  const { memlock, podSecurity, partitionKey } = rdma
  return { memlock, podSecurity, ...(partitionKey === undefined ? {} : { partitionKey: Number(partitionKey) }) }
}

/** A partition key, as UFM and people write it. */
export function printedPartitionKey(key: number): string {
  return `0x${key.toString(16).padStart(4, '0')}`
}

/** Name of the network by which pods of one namespace get one rail. */
export function railNetworkName(namespace: string, rail: string): string {
  return `${namespace}-${rail}`
}

/** What the quota of rails follows from. */
interface RailedTenant {
  readonly target: Pick<NamedTarget, 'kind'>
  readonly generation: SystemModel
  readonly rails: PodRails | undefined
}

/**
 * How many virtual functions of each rail a namespace of a tenant may hold, by resource: those that go with its GPUs, or
 * none. Without a number of its own a resource would have no limit.
 */
export function railQuota(
  { target, generation, rails }: RailedTenant,
  { gpus, rdma }: { readonly gpus: { readonly burst: number }; readonly rdma?: TenantRdma },
): Record<string, number> {
  // nothing there has such a resource
  if (target.kind !== 'kubeconfig') return {}
  const share = rails && rdma ? Math.ceil((gpus.burst * rails.virtualFunctions) / generation.gpu.count) : 0
  return Object.fromEntries(railResources(generation).map((resource) => [resource, share]))
}
