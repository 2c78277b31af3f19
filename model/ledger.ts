import type { SystemModel } from '#catalog'
import { type Pool, sharedPool } from './pool.ts'
import { type Share, shareOf } from './share.ts'
import type { TenantModel } from './tenant.ts'

/** Capacity of one pool: who is promised what. */
export interface PoolLedger {
  readonly gpus: number
  readonly systems: number
  readonly spares: number
  /** GPUs promised to tenants. */
  readonly guaranteed: number
  /** Sum of what tenants may hold at once: above `gpus` it is over-committed, which borrowing is for. */
  readonly burst: number
  /** GPUs that nobody is promised, spares left out; negative when too much is promised. */
  readonly free: number
  /** Systems out of service. */
  readonly outages: number
  /** Spares that stand in for systems out of service. */
  readonly sparesUsed: number
  /** Promised GPUs that the systems in service do not cover. */
  readonly uncovered: number
}

/** The ledger of every pool, by its name. Retired tenants are promised nothing, suspended ones what they were. */
export function ledger(pools: readonly Pool[], tenants: readonly TenantModel[]): Record<string, PoolLedger> {
  return Object.fromEntries(
    pools.map((pool) => {
      const promised = tenants.filter((tenant) => tenant.pool === pool.name && tenant.state !== 'retired')
      const guaranteed = promised.reduce((sum, tenant) => sum + tenant.gpus.guaranteed, 0)
      const outages = pool.systems.filter(({ outage }) => outage !== undefined).length
      const inService = pool.gpus - outages * (pool.systems[0]?.gpus ?? 0)
      return [
        pool.name,
        {
          gpus: pool.gpus,
          systems: pool.systems.length,
          spares: pool.spares,
          guaranteed,
          burst: promised.reduce((sum, tenant) => sum + tenant.gpus.burst, 0),
          free: pool.guaranteeableGpus - guaranteed,
          outages,
          sparesUsed: Math.min(outages, pool.spares),
          uncovered: Math.max(0, guaranteed - inService),
        },
      ]
    }),
  )
}

/**
 * Quota that belongs to the Cohort itself: what the shared pool leaves unguaranteed, so that tenants can borrow it. Systems
 * out of service change nothing of it; those that are outside are no part of the pool.
 */
export function cohortShare(
  capacity: Readonly<Record<string, PoolLedger>>,
  generation: SystemModel,
): Share & { gpus: number } {
  const gpus = Math.max(0, capacity[sharedPool]?.free ?? 0)
  return { gpus, ...shareOf(generation, gpus) }
}
