import { counted, type Finding, wordList } from '#core'
import type { PodModel } from '../pod-model.ts'
import { sharedPool } from '../pool.ts'
import type { TenantModel } from '../tenant.ts'

/** Promises that a pool could never keep, and tenants whose own numbers contradict each other. */
export function capacityFindings(model: PodModel): Finding[] {
  return [
    ...model.pools.flatMap((pool) => poolFindings(model, pool.name)),
    ...model.tenants.flatMap((tenant) => tenantFindings(model, tenant)),
  ]
}

function poolFindings(model: PodModel, name: string): Finding[] {
  const pool = model.capacity[name]
  // a pool without systems has a finding of its own: its placement names nothing
  if (!pool || pool.free >= 0 || (pool.systems === 0 && name !== sharedPool)) return []
  const promised = model.tenants.filter(
    (tenant) => tenant.pool === name && tenant.state !== 'retired' && tenant.gpus.guaranteed > 0,
  )
  const largest = promised.reduce<TenantModel | undefined>(
    (most, tenant) => (most && most.gpus.guaranteed >= tenant.gpus.guaranteed ? most : tenant),
    undefined,
  )
  const room = pool.gpus - pool.spares * model.generation.gpu.count
  return [
    {
      code: 'capacity/guaranteed-above-pool',
      severity: 'error',
      path: `tenants.${largest?.name}.gpus.guaranteed`,
      message: `${name === sharedPool ? 'the shared pool' : `pool ${name}`} guarantees ${pool.guaranteed} GPUs to ${wordList(
        promised.map((tenant) => tenant.name),
        'and',
      )}, but has ${room} (${pool.gpus} less ${pool.spares} spare systems)`,
      remedy: `lower guarantees by ${-pool.free} GPUs, or give the pool more systems`,
    },
  ]
}

function tenantFindings(model: PodModel, tenant: TenantModel): Finding[] {
  const { guaranteed, burst } = tenant.gpus
  const path = `tenants.${tenant.name}.gpus.burst`
  const { gpus: poolGpus = 0, systems = 0, spares = 0 } = model.capacity[tenant.pool] ?? {}
  // no quota covers spares, so nobody could ever hold them
  const most = Math.max(0, poolGpus - spares * model.generation.gpu.count)
  if (burst < guaranteed) {
    return [
      {
        code: 'tenant/burst-below-guaranteed',
        severity: 'error',
        path,
        message: `burst is ${burst} GPUs, but guaranteed is ${guaranteed}; burst is the most that ${tenant.name} may hold at once, guaranteed included`,
        remedy: `raise burst to ${guaranteed} at least, or lower guaranteed`,
      },
    ]
  }
  if (systems > 0 && burst > most) {
    return [
      {
        code: 'capacity/burst-above-pool',
        severity: 'error',
        path,
        message: `burst is ${burst} GPUs, but ${tenant.pool === sharedPool ? 'the shared pool' : `the pool of ${tenant.name}`} has ${spares > 0 ? `${most} (${poolGpus} less ${counted(spares, 'spare system')})` : most}`,
        remedy: `lower burst to ${most} at most`,
      },
    ]
  }
  if (tenant.cohort === undefined && burst > guaranteed) {
    return [
      {
        code: 'tenant/burst-without-cohort',
        severity: 'error',
        path,
        message: `burst is ${burst} GPUs and guaranteed ${guaranteed}, but ${tenant.name} shares quota with nobody and cannot borrow`,
        remedy: `set burst to ${guaranteed}, or guaranteed to ${burst}`,
      },
    ]
  }
  return []
}
