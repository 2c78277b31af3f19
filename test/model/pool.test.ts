import { expect, test } from 'vitest'
import { generations } from '#catalog'
import { type PoolClaim, pools } from '../../model/pool.ts'
import { floor } from '../../model/system.ts'

const generation = generationOf('dgx-h100')
const { systems } = floor({ generation, scalableUnits: 2, systemsPerRack: 4 })

function poolsOf(claims: readonly PoolClaim[], spares: Readonly<Record<string, number>> = {}, of = systems) {
  return pools({ systems: of, claims, spares, topology: 'superpod-1', generation })
}

test('a dedicated tenant gets the units, racks and systems it names, and the shared pool all the rest', () => {
  const [ada, shared] = poolsOf([{ pool: 'ada', places: ['su1', 'su2-r01', 'su2-r02-s3'] }], { shared: 1 })
  expect(ada).toMatchObject({ name: 'ada', gpus: (32 + 4 + 1) * 8, spares: 0 })
  expect(shared).toMatchObject({ name: 'shared', gpus: (63 - 37) * 8, spares: 1, guaranteeableGpus: (63 - 37 - 1) * 8 })
})

test('a dedicated pool is tainted with its own name, the shared one is not', () => {
  const [ada, shared] = poolsOf([{ pool: 'ada', places: ['su1'] }])
  expect(ada?.taints).toContainEqual({ key: 'superpod/pool', value: 'ada', effect: 'NoSchedule' })
  expect(shared?.taints.map((taint) => taint.key)).toEqual(['nvidia.com/gpu'])
})

test('the flavor of a pool keeps its name when the pool gains systems: only its labels and taints make the name', () => {
  const small = poolsOf([{ pool: 'ada', places: ['su2-r01'] }])
  const large = poolsOf([{ pool: 'ada', places: ['su2'] }], { ada: 1 })
  expect(large[0]?.flavor).toBe(small[0]?.flavor)
})

test('a system that is out of service stays in its pool, one that is outside is in none', () => {
  const states = { su1: { state: 'outside' }, 'su2-r01': { state: 'maintenance' } } as const
  const { systems: stated } = floor({ generation, scalableUnits: 2, systemsPerRack: 4, states })
  const [ada, shared] = poolsOf([{ pool: 'ada', places: ['su1-r01', 'su2-r01'] }], {}, stated)
  expect(ada?.systems.map(({ name }) => name)).toEqual(['su2-r01-s1', 'su2-r01-s2', 'su2-r01-s3', 'su2-r01-s4'])
  expect(shared?.systems).toHaveLength(63 - 32 - 4)
})

function generationOf(name: string) {
  const found = generations[name]
  if (!found) throw new Error(`the catalogue lost ${name}`)
  return found
}
