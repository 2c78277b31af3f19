import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generations } from '#catalog'
import { floor } from '../../model/system.ts'

const generation = generations['dgx-h100']
if (!generation) throw new Error('the catalogue lost dgx-h100')

test('six scalable units of DGX H100 are 191 systems: the last place of the last unit goes to the fabric manager', () => {
  const gefion = floor({ generation, scalableUnits: 6, systemsPerRack: 4 })
  expect(gefion.systems).toHaveLength(191)
  expect(gefion.systems.reduce((sum, system) => sum + system.gpus, 0)).toBe(1528)
  expect(gefion.displaced).toEqual([{ name: 'su6-r08-s4', rack: 'su6-r08', u: 25, reason: 'fabric manager' }])
  expect(gefion.racks).toHaveLength(48)
  expect(gefion.racks.at(-1)?.systems).toEqual(['su6-r08-s1', 'su6-r08-s2', 'su6-r08-s3'])
})

test('a count that fills every place leaves none to the fabric manager', () => {
  const full = floor({ generation, scalableUnits: 1, count: 32, systemsPerRack: 4 })
  expect(full.systems).toHaveLength(32)
  expect(full.displaced).toEqual([])
})

test('adding a scalable unit renames and moves no system of the units before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.constantFrom(1, 2, 4), (scalableUnits, systemsPerRack) => {
      const before = floor({ generation, scalableUnits, systemsPerRack }).systems
      const after = floor({ generation, scalableUnits: scalableUnits + 1, systemsPerRack }).systems
      expect(after.slice(0, before.length)).toEqual(before)
    }),
    { numRuns: 50 },
  )
})

test('no two systems share a name or a place', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.constantFrom(1, 2, 4), (scalableUnits, systemsPerRack) => {
      const { systems } = floor({ generation, scalableUnits, systemsPerRack })
      expect(new Set(systems.map((system) => system.name)).size).toBe(systems.length)
      expect(new Set(systems.map((system) => `${system.rack}/${system.u}`)).size).toBe(systems.length)
    }),
    { numRuns: 50 },
  )
})
