import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generations } from '#catalog'
import { type ComputeFabricCounts, computeFabricCounts } from '../../model/compute-fabric.ts'
import { anyPod } from '../kit/any-pod.ts'

/** The compute fabric of that many units; full, so without a fabric manager, or as many systems as are bought by default. */
function counts(generation: string, scalableUnits: number, full = false): ComputeFabricCounts {
  const perUnit = generations[generation]?.systemsPerScalableUnit.value ?? 0
  return anyPod({ generation, scalableUnits, ...(full ? { count: scalableUnits * perUnit } : {}) }).fabric.compute
}

// RA-H100 and RA-B200, table 4, with the fabric manager in a system's place: units, leaves, spines, system and manager
// cables, leaf-spine cables
test.each(
  ['dgx-h100', 'dgx-b200'].flatMap((generation) => [
    [generation, 1, 8, 4, 252, 256] as const,
    [generation, 2, 16, 8, 508, 512] as const,
    [generation, 4, 32, 16, 1020, 1024] as const,
  ]),
)('the published row of %s with %i scalable units and a fabric manager follows from the rule', (...row) => {
  const [generation, units, leafSwitches, spineSwitches, systemAndManager, leafSpineCables] = row
  const { systemCables, managerCables, ...switches } = counts(generation, units)
  expect(switches).toEqual({ leafSwitches, spineSwitches, coreSwitches: 0, leafSpineCables, spineCoreCables: 0 })
  expect(systemCables + managerCables).toBe(systemAndManager)
  expect(managerCables).toBe(4)
})

// published tables of full units: units, leaves, spines, cores, system, leaf-spine and spine-core cables
test.each([
  ['dgx-h100', 2, 16, 8, 0, 512, 512, 0],
  ['dgx-h100', 4, 32, 16, 0, 1024, 1024, 0],
  ['dgx-h100', 16, 128, 128, 64, 4096, 4096, 4096],
  ['dgx-b200', 2, 16, 8, 0, 512, 512, 0],
  ['dgx-b200', 4, 32, 16, 0, 1024, 1024, 0],
  ['dgx-b200', 8, 64, 32, 0, 2048, 2048, 0],
  ['dgx-b200', 16, 128, 128, 64, 4096, 4096, 4096],
  ['dgx-b200', 32, 256, 256, 128, 8192, 8192, 8192],
  ['dgx-b200', 64, 512, 512, 256, 16_384, 16_384, 16_384],
  ['dgx-b300-spectrum-x', 1, 16, 8, 0, 512, 512, 0],
  ['dgx-b300-spectrum-x', 2, 32, 16, 0, 1024, 1024, 0],
  ['dgx-b300-spectrum-x', 4, 64, 32, 0, 2048, 2048, 0],
  ['dgx-b300-spectrum-x', 8, 128, 64, 0, 4096, 4096, 0],
  ['dgx-b300-spectrum-x', 16, 256, 128, 0, 8192, 8192, 0],
  ['dgx-b300-xdr', 1, 8, 4, 0, 576, 576, 0],
  ['dgx-b300-xdr', 2, 16, 8, 0, 1152, 1152, 0],
  ['dgx-b300-xdr', 4, 32, 18, 0, 2304, 2304, 0],
  ['dgx-b300-xdr', 8, 64, 36, 0, 4608, 4608, 0],
  // that row also says 9,216 GPUs, which its 1,296 systems and 10,368 cables contradict
  ['dgx-b300-xdr', 18, 144, 72, 0, 10_368, 10_368, 0],
  ['dgx-gb200', 1, 32, 24, 0, 576, 576, 0],
  ['dgx-gb200', 16, 512, 384, 144, 9216, 9216, 9216],
] as const)('the published row of %s with %i full scalable units follows from the rule', (...row) => {
  const [generation, units, leafSwitches, spineSwitches, coreSwitches, system, leafSpine, spineCore] = row
  expect(counts(generation, units, true)).toEqual({
    leafSwitches,
    spineSwitches,
    coreSwitches,
    systemCables: system,
    managerCables: 0,
    leafSpineCables: leafSpine,
    spineCoreCables: spineCore,
  })
})

test('six scalable units get 48 leaves and 32 spines, each leaf with one link to every spine', () => {
  expect(counts('dgx-h100', 6)).toMatchObject({
    leafSwitches: 48,
    spineSwitches: 32,
    leafSpineCables: 1536,
    systemCables: 1528,
  })
})

test('two tiers hold eight scalable units of DGX H100, from the ninth on there are cores', () => {
  expect(counts('dgx-h100', 8)).toMatchObject({ spineSwitches: 32, coreSwitches: 0 })
  expect(counts('dgx-h100', 9)).toMatchObject({ spineSwitches: 72, coreSwitches: 36 })
})

test('GB200 has no cores at one scalable unit, 144 at sixteen, and what lies between is open', () => {
  for (const units of [2, 8, 15, 17]) {
    const { coreSwitches, spineCoreCables, ...known } = counts('dgx-gb200', units)
    expect([coreSwitches, spineCoreCables]).toEqual([undefined, undefined])
    expect(known).toMatchObject({ leafSwitches: 32 * units, spineSwitches: 24 * units, leafSpineCables: 576 * units })
  }
})

test('GB300 has eight leaves a scalable unit, and spines at sixteen units only', () => {
  expect(counts('dgx-gb300', 1)).toEqual({ leafSwitches: 8, systemCables: 576, managerCables: 0 })
  expect(counts('dgx-gb300', 16)).toMatchObject({ leafSwitches: 128, spineSwitches: 72, leafSpineCables: 9216 })
})

test('the switches of Rubin NVL8 are open, the cables of its systems are not', () => {
  expect(counts('dgx-rubin-nvl8', 8)).toEqual({ systemCables: 4608, managerCables: 0 })
})

test.each([
  ['dgx-h100', 64],
  ['dgx-h200', 64],
  ['dgx-b200', 64],
  ['dgx-b300-spectrum-x', 16],
  ['dgx-b300-xdr', 18],
  ['dgx-gb300', 16],
])('the spines of %s end at %i scalable units', (generation, most) => {
  expect(counts(generation, most).spineSwitches).toBeGreaterThan(0)
  const model = generations[generation]
  if (!model) throw new Error(`the catalogue lost ${generation}`)
  const beyond = computeFabricCounts({
    fabric: model.computeFabric,
    scalableUnits: most + 1,
    systems: 1,
    railsPerSystem: 8,
  })
  expect(beyond.spineSwitches).toBeUndefined()
  expect(beyond.leafSpineCables).toBeUndefined()
})

test('the fabric is built for whole units, however many systems are bought', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 31 }), (units, missing) => {
      const count = units * 32 - missing
      const { systemCables, ...bought } = anyPod({ generation: 'dgx-h100', scalableUnits: units, count }).fabric.compute
      const { systemCables: all, ...full } = counts('dgx-h100', units, true)
      expect(bought).toEqual(full)
      expect(all - systemCables).toBe(missing * 8)
    }),
    { numRuns: 40 },
  )
})

test('storage, in-band and out-of-band switches are known at the one size that is published', () => {
  const { storage, inBand, outOfBand } = anyPod({ generation: 'dgx-h100', scalableUnits: 4 }).fabric
  expect([storage.switches, inBand.switches, outOfBand.switches]).toEqual([16, 8, 8])
  expect([inBand.systemCables, outOfBand.systemCables]).toEqual([254, 127])
  const b200 = anyPod({ generation: 'dgx-b200', scalableUnits: 4 }).fabric
  expect([b200.storage.switches, b200.inBand.switches, b200.outOfBand.switches]).toEqual([12, 6, 16])
  const gefion = anyPod({ generation: 'dgx-h100', scalableUnits: 6 }).fabric
  expect(gefion.inBand).toEqual({ systemCables: 382 })
})
