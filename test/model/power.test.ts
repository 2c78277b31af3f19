import { expect, test } from 'vitest'
import { generations } from '#catalog'
import { Pod, Tenant } from '#config'
import { modelFindings, podModel, podValues, powerPlan } from '#model'
import { anyPod, loadedAnyPod } from '../kit/any-pod.ts'

test('Gefion draws 1.95 MW at most, and what the site gives beyond that is left', () => {
  const systems = { generation: 'dgx-h100', scalableUnits: 6 }
  const pod = Pod.parse({ name: 'tiny', site: { powerW: '2.5M' }, systems })
  const { power } = podModel({ ...loadedAnyPod(systems), pod })
  expect(power).toMatchObject({ systemsW: 191 * 10_200, siteW: 2_500_000, leftW: 2_500_000 - 191 * 10_200 })
})

test('a tenant draws at most what the systems of its burst do', () => {
  const tenant = (name: string, more: object) =>
    Tenant.parse({
      name,
      title: name,
      gpus: { guaranteed: 0, burst: 12 },
      namespaces: { train: {} },
      sensitivity: 'open',
      ...more,
    })
  const tenants = [tenant('ada', {}), tenant('bob', { state: 'retired' }), tenant('eve', { state: 'suspended' })]
  const drawn = (generation: string) =>
    podModel({ ...loadedAnyPod({ generation, scalableUnits: 1 }), tenants }).power.tenants
  expect(drawn('dgx-h100')).toEqual({ ada: 15_300, bob: 0, eve: 15_300 })
  expect(drawn('dgx-gb300')).toEqual({ ada: 25_000, bob: 0, eve: 25_000 })
})

test('a row is a scalable unit, and draws what its racks draw', () => {
  const { rows, cooling } = powerPlan(anyPod({ generation: 'dgx-b200', scalableUnits: 2 }))
  expect(rows).toEqual({
    a: { racks: 18, drawW: 32 * 14_300, powerW: 16 * 28_600 },
    b: { racks: 17, drawW: 31 * 14_300, powerW: 16 * 28_600 },
  })
  expect(cooling).toBe('air')
})

test('feeds that may fail are said where sources count supplies and feeds, and nowhere else', () => {
  const spare = Object.keys(generations).map((generation) => {
    const { redundancy } = powerPlan(anyPod({ generation, scalableUnits: 1 }))
    return [generation, redundancy && [redundancy.published, redundancy.feeds, redundancy.feedsSpare]]
  })
  expect(Object.fromEntries(spare)).toEqual({
    'dgx-h100': ['4+2', 3, 1],
    'dgx-h200': undefined,
    'dgx-b200': ['5+1', 3, 0],
    'dgx-b300-spectrum-x': undefined,
    'dgx-b300-xdr': ['N+N', 3, 1],
    'dgx-gb200': [undefined, 8, 3],
    'dgx-gb300': [undefined, 8, 3],
    'dgx-rubin-nvl8': undefined,
  })
})

test('any generation by its name and a number of units alone is a valid pod', () => {
  for (const generation of Object.keys(generations)) {
    const model = anyPod({ generation, scalableUnits: 1 })
    expect(modelFindings(model, { at: '2026-12-01' }).filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(podValues(model)).toMatchObject({
      systems: { count: expect.any(Number) },
      gpus: { count: expect.any(Number) },
      racks: { count: expect.any(Number) },
      power: { systemsW: expect.any(Number) },
    })
  }
})
