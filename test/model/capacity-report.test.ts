import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CapacityReport, capacityReport, modelFindings, type PodModel, podModel, unknownPlaces } from '#model'
import { loadedGefion } from '../kit/gefion.ts'

let gefion: PodModel
beforeAll(async () => {
  gefion = podModel(await loadedGefion())
})

const at = '2026-11-24'

function tenantOf({ tenants }: CapacityReport, name: string) {
  return tenants.find((tenant) => tenant.name === name)
}

describe('the ledger of a day', () => {
  test('counts what has expired by then as free, and who has not begun as promised nothing', () => {
    const today = capacityReport(gefion, { at })
    const later = capacityReport(gefion, { at: '2028-01-15' })
    const guaranteed = ({ pools }: CapacityReport) => pools.map((pool) => [pool.name, pool.guaranteed, pool.free])
    expect(guaranteed(today)).toContainEqual(['shared', 1056, 136])
    expect(guaranteed(later)).toContainEqual(['shared', 800, 392])
    expect(tenantOf(later, 'genomics')).toMatchObject({ standing: 'expired', loses: 0, sharePercent: 0 })
    const starting = { ...gefion, tenants: gefion.tenants.map((tenant) => ({ ...tenant, starts: '2027-01-01' })) }
    expect(capacityReport(starting, { at }).tenants.map(({ standing }) => standing)).toContain('not begun')
    expect(capacityReport(starting, { at }).pools.map((pool) => pool.guaranteed)).toEqual([0, 0, 0])
  })

  test('says how long others may take to give a guarantee back, where a policy limits it', () => {
    const within = (policy: object) => {
      const platform = { ...gefion.platform, policy: { ...gefion.platform.policy, ...policy } }
      return capacityReport({ ...gefion, platform }, { at }).graceSeconds
    }
    expect(within({})).toBe(600)
    expect(within({ graceSeconds: 3600 })).toBe(3600)
    expect(within({ mode: 'audit' })).toBeUndefined()
    expect(within({ exceptions: { 'weather-climate': { placed: 'its portal' } } })).toBeUndefined()
    expect(within({ exceptions: { genomics: { placed: 'lends nothing to anybody' } } })).toBe(600)
  })

  test('keeps the guarantee of a suspended tenant, and says that it is', () => {
    const tenants = gefion.tenants.map((tenant) => ({
      ...tenant,
      ...(tenant.state === 'active' && { state: 'suspended' as const }),
    }))
    const { pools, tenants: suspended } = capacityReport({ ...gefion, tenants }, { at })
    expect(pools).toEqual(capacityReport(gefion, { at }).pools)
    expect(suspended.map(({ standing }) => standing)).toContain('suspended')
    const told = modelFindings({ ...gefion, tenants }, { at }).filter(({ code }) => code === 'tenant/suspended')
    expect(told.map(({ severity }) => severity)).toEqual(Array(7).fill('info'))
  })

  test('says who loses what without a unit, a rack or a place on the floor', () => {
    const report = capacityReport(gefion, { at, without: ['unit:su3'] })
    expect(report.taken).toHaveLength(32)
    expect(tenantOf(report, 'genomics')?.loses).toBe(240)
    expect(tenantOf(report, 'danish-language')?.loses).toBe(0)
    const rack = capacityReport(gefion, { at, without: ['rack:a02'] })
    expect(rack.taken).toEqual(capacityReport(gefion, { at, without: ['su1-r02'] }).taken)
    expect(rack.taken).toHaveLength(4)
  })

  test('fails on a place that is not there, and says what was meant', () => {
    expect(unknownPlaces(gefion, ['su3', 'su9', 'z99'])).toMatchObject([
      { code: 'capacity/place-unknown', remedy: 'write su1' },
      { code: 'capacity/place-unknown', message: expect.stringContaining('z99') },
    ])
  })

  test('adds up, whatever is out and whenever', () => {
    const units = fc.subarray(['su1', 'su2', 'su3', 'su4', 'su5', 'su6', 'su1-r01', 'su6-r08-s1'])
    const day = fc.integer({ min: 2025, max: 2030 }).map((year) => `${year}-07-01`)
    fc.assert(
      fc.property(units, day, (without, when) => {
        const { pools, tenants } = capacityReport(gefion, { at: when, without })
        for (const pool of pools) {
          const active = tenants.filter((tenant) => tenant.pool === pool.name && tenant.standing === 'active')
          const sum = active.reduce((all, { guaranteed }) => all + guaranteed, 0)
          expect(pool.guaranteed).toBe(sum)
          expect(pool.guaranteed + pool.free + pool.spares * 8).toBe(pool.gpus)
          expect(pool.inService + pool.outages * 8).toBe(pool.gpus)
          expect(pool.uncovered).toBe(Math.max(0, sum - pool.inService))
          for (const { loses, guaranteed } of active) expect(loses).toBe(Math.min(guaranteed, pool.uncovered))
        }
      }),
    )
  })
})

test('spares that are all used up are a warning, before anybody loses anything', () => {
  const withOut = (count: number): PodModel => {
    const pools = gefion.pools.map((pool) => {
      const systems = pool.systems.map((system, index) =>
        pool.name === 'shared' && index < count
          ? { ...system, outage: { state: 'failed' as const, place: system.name } }
          : system,
      )
      return { ...pool, systems }
    })
    const entries = capacityReport({ ...gefion, pools }, { at }).pools.map((pool) => [pool.name, pool] as const)
    return { ...gefion, pools, capacity: Object.fromEntries(entries) }
  }
  const codes = (model: PodModel) => modelFindings(model, { at }).map(({ code, severity }) => `${code} ${severity}`)
  expect(codes(withOut(1))).not.toContain('capacity/spares-used-up warning')
  expect(codes(withOut(2))).toContain('capacity/spares-used-up warning')
  expect(codes(withOut(40))).not.toContain('capacity/spares-used-up warning')
  expect(codes(withOut(40))).toContain('capacity/outages-uncovered warning')
})
