import { expect, test } from 'vitest'
import { generations } from '#catalog'
import { computeFabricCounts } from '../../model/compute-fabric.ts'

const h100 = generations['dgx-h100']
if (!h100) throw new Error('the catalogue lost dgx-h100')
const fabric = h100.computeFabric

function counts(scalableUnits: number, managerInPlace = true) {
  return computeFabricCounts({
    fabric,
    scalableUnits,
    systems: scalableUnits * 32 - (managerInPlace ? 1 : 0),
    railsPerSystem: 8,
    managerInPlace,
  })
}

// RA-H100 table 4, with the fabric manager in a system's place: units, leaves, spines, system and manager cables, leaf-spine cables
test.each([
  [1, 8, 4, 252, 256],
  [2, 16, 8, 508, 512],
  [4, 32, 16, 1020, 1024],
])(
  'the published row of %i scalable units follows from the rule',
  (units, leaves, spines, systemAndManager, leafSpine) => {
    const row = counts(units)
    expect(row).toMatchObject({
      leafSwitches: leaves,
      spineSwitches: spines,
      coreSwitches: 0,
      leafSpineCables: leafSpine,
    })
    expect(row.systemCables + row.managerCables).toBe(systemAndManager)
  },
)

// RA-H100 table 3
test('sixteen scalable units need three tiers', () => {
  expect(counts(16, false)).toEqual({
    leafSwitches: 128,
    spineSwitches: 128,
    coreSwitches: 64,
    systemCables: 4096,
    managerCables: 0,
    leafSpineCables: 4096,
    spineCoreCables: 4096,
  })
})

test('six scalable units get 48 leaves and 32 spines, each leaf with one link to every spine', () => {
  expect(counts(6)).toMatchObject({ leafSwitches: 48, spineSwitches: 32, leafSpineCables: 1536, systemCables: 1528 })
})
