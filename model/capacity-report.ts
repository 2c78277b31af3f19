import { didYouMean, type Finding } from '#core'
import { ledger, type PoolLedger } from './ledger.ts'
import { isLeft } from './outage.ts'
import { elevations } from './physical/elevations.ts'
import type { PodModel } from './pod-model.ts'
import { isAt, type Pool } from './pool.ts'
import type { System } from './system.ts'
import type { TenantModel } from './tenant.ts'

/** What a report of capacity supposes. */
export interface CapacityQuestion {
  /** Day that it holds for, `2027-06-30`: who has expired by then, or has not begun, is promised nothing. */
  readonly at: string
  /** Systems, racks, units, or places of racks on the floor (`a05`) that take no work, beside those that config says. */
  readonly without?: readonly string[]
}

/** Why a tenant is promised nothing on a day, or that it is promised what its file says. */
export type TenantStanding = TenantModel['state'] | 'expired' | 'not begun'

/** Capacity of one pool on that day. */
export interface PoolCapacity extends PoolLedger {
  readonly name: string
  /** What tenants may hold at once for every hundred GPUs that there are: above 100 it is over-committed. */
  readonly commitPercent: number
  /** GPUs of systems in service. */
  readonly inService: number
}

/** What one tenant has of its pool on that day. */
export interface TenantCapacity {
  readonly name: string
  readonly pool: string
  readonly standing: TenantStanding
  readonly guaranteed: number
  readonly burst: number
  /** Guaranteed GPUs for every hundred that the pool may guarantee. */
  readonly sharePercent: number
  /** GPUs by which its guarantee could be raised, spares left alone. */
  readonly mayGuarantee: number
  /** GPUs by which its burst could be raised. */
  readonly mayBurst: number
  /** GPUs of its guarantee that systems in service may not cover; of a shared pool the most that can fall on it. */
  readonly loses: number
}

/** The ledger of a pod on a day. */
export interface CapacityReport extends Required<CapacityQuestion> {
  /** Systems that `without` takes out of service, beside those that are out already. */
  readonly taken: readonly string[]
  readonly pools: readonly PoolCapacity[]
  readonly tenants: readonly TenantCapacity[]
  /**
   * Longest grace period of whoever borrows a guarantee, in seconds: on metal it takes that long to come back.
   * Undefined: no policy limits it.
   */
  readonly graceSeconds?: number
  /** Systems in quarantine that a tenant left, in no pool: by that tenant. */
  readonly left: Readonly<Record<string, number>>
}

/** The ledger of a pod as it would be on a day, with systems out of service that nobody has taken out. */
export function capacityReport(model: PodModel, { at, without = [] }: CapacityQuestion): CapacityReport {
  const places = new Set(without.flatMap((place) => placesOf(model, place)))
  const taken = model.systems.filter((system) => isAt(system, places) && system.outage === undefined)
  const pools = model.pools.map((pool) => lessened(pool, places, at))
  const standing = new Map(model.tenants.map((tenant) => [tenant.name, standingOf(tenant, at)]))
  const counted = model.tenants.filter(({ name }) => isPromised(standing.get(name)))
  const byPool = ledger(pools, counted)
  const capacities = pools.map((pool) => poolCapacity(pool, byPool[pool.name], model.generation.gpu.count))
  return {
    at,
    without: [...without],
    taken: taken.map(({ name }) => name),
    pools: capacities,
    tenants: model.tenants.map((tenant) =>
      tenantCapacity(tenant, standing.get(tenant.name) ?? tenant.state, model, capacities),
    ),
    ...longestGrace(model),
    left: leftSystems(model),
  }
}

// a policy that only warns limits nobody
function longestGrace({ platform: { policy }, tenants }: PodModel): Pick<CapacityReport, 'graceSeconds'> {
  const isLimited = tenants.every(({ name, cohort }) => cohort === undefined || !policy.exceptions[name]?.placed)
  return policy.mode === 'deny' && isLimited ? { graceSeconds: policy.graceSeconds } : {}
}

function leftSystems({ systems }: PodModel): Record<string, number> {
  const owners = systems.flatMap(({ outage }) => (isLeft(outage) ? [outage.of] : []))
  const counts = [...new Set(owners)].sort().map((of) => [of, owners.filter((each) => each === of).length])
  return Object.fromEntries(counts)
}

/** Places that nothing of a pod is called. */
export function unknownPlaces(model: PodModel, without: readonly string[], flag = '--without'): Finding[] {
  return without
    .filter((place) => placesOf(model, place).length === 0)
    .map((place) => {
      const near = didYouMean(place, knownPlaces(model))
      return {
        code: 'capacity/place-unknown',
        severity: 'error' as const,
        path: flag,
        message: `no system, rack, scalable unit or place on the floor is called ${place}`,
        remedy: near ? `write ${near}` : `take a name that \`superpod show ${model.name} systems\` lists`,
      }
    })
}

/** Systems at places, by the same words as `--without`; in floor-plan order. */
export function systemsAt(model: PodModel, words: readonly string[]): System[] {
  const places = new Set(words.flatMap((word) => placesOf(model, word)))
  return model.systems.filter((system) => isAt(system, places))
}

function knownPlaces({ scalableUnits, racks, systems }: PodModel): string[] {
  return [...scalableUnits, ...racks.map(({ name }) => name), ...systems.map(({ name }) => name)]
}

/** The unit, rack or system of a name, with or without its kind before it: `su3`, `unit:su3`, `rack:a05`. */
function placesOf(model: PodModel, word: string): string[] {
  const name = word.replace(/^(unit|rack|system):/, '')
  if (knownPlaces(model).includes(name)) return [name]
  const onFloor = elevations(model).find(({ row, column, role }) => role === 'compute' && isPlace(name, row, column))
  return onFloor ? [onFloor.name] : []
}

function isPlace(name: string, row: string, column: number): boolean {
  const [, letters, digits] = /^([a-z]+)(\d+)$/.exec(name) ?? []
  return letters === row && Number(digits) === column
}

function lessened(pool: Pool, places: ReadonlySet<string>, since: string): Pool {
  const systems = pool.systems.map((system) => {
    if (system.outage || !isAt(system, places)) return system
    return { ...system, outage: { state: 'failed' as const, since, place: system.name } }
  })
  return { ...pool, systems }
}

function standingOf({ state, starts, expires }: TenantModel, at: string): TenantStanding {
  if (state === 'retired') return state
  if (expires !== undefined && expires < at) return 'expired'
  return starts !== undefined && starts > at ? 'not begun' : state
}

// a suspended tenant admits nothing, but its guarantee is kept for it
function isPromised(standing: TenantStanding | undefined): boolean {
  return standing === 'active' || standing === 'suspended'
}

function poolCapacity(pool: Pool, entry: PoolLedger | undefined, gpusPerSystem: number): PoolCapacity {
  if (!entry) throw new Error(`the ledger has no pool ${pool.name}`)
  return {
    name: pool.name,
    ...entry,
    commitPercent: percent(entry.burst, entry.gpus),
    inService: pool.gpus - entry.outages * gpusPerSystem,
  }
}

function tenantCapacity(
  { name, pool: poolName, gpus, cohort }: TenantModel,
  standing: TenantStanding,
  model: PodModel,
  pools: readonly PoolCapacity[],
): TenantCapacity {
  const pool = pools.find((candidate) => candidate.name === poolName)
  const room = model.pools.find((candidate) => candidate.name === poolName)?.guaranteeableGpus ?? 0
  const promised = isPromised(standing)
  const mayGuarantee = Math.max(0, pool?.free ?? 0)
  return {
    name,
    pool: poolName,
    standing,
    guaranteed: gpus.guaranteed,
    burst: gpus.burst,
    sharePercent: promised ? percent(gpus.guaranteed, room) : 0,
    mayGuarantee,
    // who shares quota with nobody may hold what it is guaranteed, and no more
    mayBurst: cohort === undefined ? mayGuarantee : Math.max(0, room - gpus.burst),
    loses: promised ? Math.min(gpus.guaranteed, pool?.uncovered ?? 0) : 0,
  }
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole)
}
