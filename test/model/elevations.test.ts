import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generations } from '#catalog'
import { Pod } from '#config'
import { computeSwitches, elevations, modelFindings, type PodModel, podModel, type RackElevation } from '#model'
import { anyPod, loadedAnyPod } from '../kit/any-pod.ts'

const names = Object.keys(generations)
const anyGeneration = fc.constantFrom(...names)
const anyUnits = fc.integer({ min: 1, max: 20 })

function rackNamed(racks: readonly RackElevation[], name: string): RackElevation {
  const rack = racks.find((each) => each.name === name)
  if (!rack) throw new Error(`no rack ${name}`)
  return rack
}

function withRacks(systems: Parameters<typeof anyPod>[0], racks: object): PodModel {
  const loaded = loadedAnyPod(systems)
  return podModel({ ...loaded, pod: Pod.parse({ name: 'tiny', systems, racks }) })
}

describe('four scalable units of DGX H100', () => {
  const racks = elevations(anyPod({ generation: 'dgx-h100', scalableUnits: 4 }))
  const pdus = (role: string) =>
    racks.filter((rack) => rack.role === role).flatMap(({ items }) => items.filter(({ kind }) => kind === 'pdu')).length

  // RA-H100, major components of 127 nodes
  test('are the published 38 racks, 32 of them with systems, with 96 PDUs and 12', () => {
    expect(racks).toHaveLength(38)
    expect(racks.filter(({ role }) => role === 'compute')).toHaveLength(32)
    expect(pdus('compute')).toBe(96)
    expect(pdus('network') + pdus('management')).toBe(12)
  })

  test('have the fabric manager in the last place of the last rack', () => {
    const { items } = rackNamed(racks, 'su4-r08')
    expect(items.filter(({ kind }) => kind === 'fabric-manager')).toEqual([
      { name: 'fabric-manager', kind: 'fabric-manager', u: 25, heightU: 8 },
    ])
    expect(items.filter(({ kind }) => kind === 'system').map(({ u }) => u)).toEqual([1, 9, 17])
  })

  test('have every published switch of the storage, in-band and out-of-band fabrics in some rack', () => {
    const kinds = racks.flatMap(({ items }) => items.map(({ kind }) => kind))
    const count = (wanted: string) => kinds.filter((kind) => kind === wanted).length
    expect([count('storage-switch'), count('in-band-switch'), count('out-of-band-switch')]).toEqual([16, 8, 8])
    expect(rackNamed(racks, 'su3-n01').items.filter(({ kind }) => kind === 'out-of-band-switch')).toHaveLength(2)
  })
})

test('a rack of DGX GB200 has eighteen trays around nine NVLink switches, between its power shelves', () => {
  const rack = rackNamed(elevations(anyPod({ generation: 'dgx-gb200', scalableUnits: 1 })), 'su1-r01')
  const kinds = rack.items.filter(({ u }) => u !== undefined).map(({ kind }) => kind)
  const run = (kind: string, count: number) => Array(count).fill(kind)
  expect(kinds).toEqual([
    ...run('power-shelf', 4),
    ...run('system', 8),
    ...run('nvlink-switch', 9),
    ...run('system', 10),
    ...run('power-shelf', 4),
  ])
  expect(rack.drawW).toBe(150_000)
})

test('a rack whose systems have no known height has no rack units, and all of its systems', () => {
  const rack = rackNamed(elevations(anyPod({ generation: 'dgx-rubin-nvl8', scalableUnits: 1 })), 'su1-r01')
  expect(rack.items).toHaveLength(8)
  expect(rack.items.filter((item) => 'u' in item || 'heightU' in item || 'powerW' in item)).toEqual([])
})

test('no rack unit is taken twice, and nothing stands above the rack', () => {
  fc.assert(
    fc.property(anyGeneration, anyUnits, (generation, scalableUnits) => {
      const faulty = elevations(anyPod({ generation, scalableUnits })).filter(({ items, heightU: rackU }) => {
        const taken = items.flatMap(({ u, heightU = 1 }) =>
          u === undefined ? [] : Array.from({ length: heightU }, (_, index) => u + index),
        )
        return new Set(taken).size < taken.length || taken.some((u) => u < 1 || u > rackU)
      })
      expect(faulty).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('every system and every compute switch stands in one rack, and no two racks in one place', () => {
  fc.assert(
    fc.property(anyGeneration, anyUnits, (generation, scalableUnits) => {
      const model = anyPod({ generation, scalableUnits })
      const racks = elevations(model)
      const items = racks.flatMap((rack) => rack.items.map(({ name }) => name))
      const known = new Set([...racks.map(({ name }) => name), ...items])
      expect(known.size).toBe(racks.length + items.length)
      const wanted = [...model.systems, ...computeSwitches(model)].map(({ name }) => name)
      expect(wanted.filter((name) => !known.has(name))).toEqual([])
      expect(new Set(racks.map(({ row, column }) => `${row}${column}`)).size).toBe(racks.length)
    }),
    { numRuns: 40 },
  )
})

test('a scalable unit that is added moves no rack, and no system or switch that keeps its name', () => {
  const places = (model: PodModel) =>
    new Map(
      elevations(model).flatMap((rack) => [
        [rack.name, `${rack.row}${rack.column}`] as const,
        ...rack.items
          .filter(({ kind }) => !kind.endsWith('-switch') && kind !== 'fabric-manager')
          .map(({ name, u }) => [name, `${rack.name} ${u}`] as const),
      ]),
    )
  fc.assert(
    fc.property(anyGeneration, anyUnits, (generation, scalableUnits) => {
      const before = places(anyPod({ generation, scalableUnits }))
      const after = places(anyPod({ generation, scalableUnits: scalableUnits + 1 }))
      const moved = [...before].filter(([name, place]) => after.has(name) && after.get(name) !== place)
      expect(moved).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('systems that are added to the first unit move none of its network racks', () => {
  const racks = (count: number) =>
    elevations(anyPod({ generation: 'dgx-h100', scalableUnits: 1, count })).map(({ name, row, column }) => ({
      name,
      row,
      column,
    }))
  expect(racks(32)).toEqual(expect.arrayContaining(racks(3)))
})

test('a rack stands where config puts it, and its own place stays empty', () => {
  const systems = { generation: 'dgx-h100', scalableUnits: 1 }
  const racks = elevations(withRacks(systems, { places: { 'su1-r02': 'zz9' } }))
  expect(rackNamed(racks, 'su1-r02')).toMatchObject({ row: 'zz', column: 9 })
  expect(racks.filter(({ row, column }) => row === 'a' && column === 2)).toEqual([])
  expect(rackNamed(racks, 'su1-r03')).toMatchObject({ row: 'a', column: 3 })
})

test('sixty-four units have a row each, which go on with two letters after z', () => {
  const racks = elevations(anyPod({ generation: 'dgx-h100', scalableUnits: 64 }))
  const rows = [...new Set(racks.map(({ row }) => row))]
  expect(rows).toHaveLength(64)
  expect([rows[0], rows[25], rows[26], rows[63]]).toEqual(['a', 'z', 'aa', 'bl'])
})

test('a rack of one system whose place the fabric manager has is a rack too', () => {
  const model = withRacks({ generation: 'dgx-h100', scalableUnits: 1 }, { systemsPerRack: 1 })
  expect(model.racks).toHaveLength(32)
  expect(rackNamed(elevations(model), 'su1-r32').items.map(({ kind }) => kind)).toEqual([
    'fabric-manager',
    'pdu',
    'pdu',
    'pdu',
  ])
})

test('a rack that draws too much is told how many systems fit, of the numbers that its reference architecture has', () => {
  const loaded = loadedAnyPod({ generation: 'dgx-h100', scalableUnits: 1 })
  const remedyAt = (powerW: number) => {
    const systems = { generation: 'dgx-h100', scalableUnits: 1 }
    const model = podModel({ ...loaded, pod: Pod.parse({ name: 'tiny', systems, racks: { powerW } }) })
    return modelFindings(model, { at: '2026-12-01' }).find(({ code }) => code === 'rack/power-exceeded')?.remedy
  }
  // three fit, but a rack has one, two or four
  expect(remedyAt(35_000)).toBe('place at most 2 systems in a rack, or raise powerW to 40800')
  expect(remedyAt(9_000)).toBe('raise powerW to 40800')
})

test('weight is in no rack while no source gives it', () => {
  for (const generation of names) {
    const items = elevations(anyPod({ generation, scalableUnits: 1 })).flatMap((rack) => rack.items)
    expect(generations[generation]?.weightKg).toMatchObject({ value: undefined, open: expect.any(String) })
    expect(items.filter(({ weightKg }) => weightKg !== undefined)).toEqual([])
  }
})
