import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generations } from '#catalog'
import { Pod } from '#config'
import { addressPlan, modelFindings, type PodModel, podModel } from '#model'
import { type AnySystems, loadedAnyPod } from '../kit/any-pod.ts'

const named = ['dgx-h100', 'dgx-h200', 'dgx-b200']
const unnamed = Object.keys(generations).filter((name) => !named.includes(name))

/** A pod on a real cluster. */
function onMetal(systems: AnySystems, config: object = {}): PodModel {
  const loaded = loadedAnyPod(systems)
  const target = { name: 'metal', kind: 'kubeconfig', engine: 'terraform', context: 'a', override: {} } as const
  const pod = Pod.parse({ name: 'tiny', systems, ...config })
  return podModel({ ...loaded, pod, target: { ...target, state: { backend: 'local' } } })
}

const withRails = (rails: object) => ({ platform: { networkOperator: { rails } } })

function railsOf(model: PodModel) {
  if (!model.rails) throw new Error('the pod has no rails')
  return model.rails
}

const codes = (model: PodModel) => modelFindings(model, { at: '2026-12-01' }).map(({ code }) => code)

const numberOf = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

/** Addresses of one block after the other, as nv-ipam gives them out. */
function blocksOf(pool: NonNullable<PodModel['rails']>['rails'][number]['pool']): number[][] {
  if (!pool) throw new Error('the rail has no pool')
  const [base = '', prefix = ''] = pool.subnet.split('/')
  const end = numberOf(base) + 2 ** (32 - Number(prefix)) - 1
  const kept = numberOf(pool.kept.last)
  const blocks: number[][] = []
  for (let start = numberOf(base) + 1; start + pool.blockSize - 1 < end; start += pool.blockSize) {
    const block = Array.from({ length: pool.blockSize }, (_, place) => start + place)
    const free = block.filter((address, place) => address > kept && !pool.ownPlaces.includes(place))
    if (free.length > 0) blocks.push(free)
  }
  return blocks
}

describe('rails', () => {
  test.each(named)('of %s are the devices that sources name, each a resource of its own', (generation) => {
    const { rails } = railsOf(onMetal({ generation, scalableUnits: 1 }))
    expect(rails.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((rail) => `rail${rail}`))
    expect(rails[0]).toMatchObject({ netdev: 'ibp24s0', resource: 'resibp24s0' })
    expect(new Set(rails.map(({ resource }) => resource)).size).toBe(8)
  })

  test.each(unnamed)('of %s are nobody’s to make yet, which is told', (generation) => {
    const model = onMetal({ generation, scalableUnits: 1 })
    expect(model.rails).toBeUndefined()
    expect(codes(model)).toContain('rails/unsupported')
  })

  test('are for a real cluster only, and where nobody else has the network operator', () => {
    expect(podModel(loadedAnyPod({ generation: 'dgx-h100', scalableUnits: 1 })).rails).toBeUndefined()
    const external = { platform: { networkOperator: { owner: 'external' } } }
    expect(onMetal({ generation: 'dgx-h100', scalableUnits: 1 }, external).rails).toBeUndefined()
    expect(onMetal({ generation: 'dgx-h100', scalableUnits: 1 }, withRails({ mode: 'none' })).rails).toBeUndefined()
  })

  test('do not change with a system more, taken out of service or bought', () => {
    const systems = { generation: 'dgx-h100', scalableUnits: 2 }
    const rails = onMetal({ ...systems, count: 40 }).rails
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), (count) => {
        expect(onMetal({ ...systems, count }).rails).toEqual(rails)
      }),
      { numRuns: 10 },
    )
  })

  test('of a scalable unit more change nothing of the others', () => {
    const rails = (scalableUnits: number) => onMetal({ generation: 'dgx-h100', scalableUnits }).rails
    expect(rails(3)).toEqual(rails(2))
  })

  test('say that DGX H100 is not in the table of supported systems, and DGX B200 is', () => {
    expect(codes(onMetal({ generation: 'dgx-h100', scalableUnits: 1 }))).toContain('rails/unlisted')
    expect(codes(onMetal({ generation: 'dgx-b200', scalableUnits: 1 }))).not.toContain('rails/unlisted')
  })

  test('are changed on the first rack alone, until all are let in', () => {
    const held = onMetal({ generation: 'dgx-h100', scalableUnits: 1 })
    expect(held.rails).toMatchObject({ canary: ['su1-r01'], held: true, maxUnavailable: 1 })
    expect(codes(held)).toContain('rails/held')
    const all = onMetal({ generation: 'dgx-h100', scalableUnits: 1 }, withRails({ rollout: 'all' }))
    expect(all.rails).toMatchObject({ held: false })
    expect(codes(all)).not.toContain('rails/held')
  })
})

describe('addresses of pods in a rail', () => {
  const anyPool = fc.record({
    virtualFunctions: fc.integer({ min: 1, max: 28 }),
    prefix: fc.integer({ min: 19, max: 24 }),
  })

  test('are never those of systems, and every block has one for each virtual function', () => {
    fc.assert(
      fc.property(anyPool, ({ virtualFunctions, prefix }) => {
        const config = { networks: { rails: { rail0: `10.200.0.0/${prefix}` } }, ...withRails({ virtualFunctions }) }
        const model = onMetal({ generation: 'dgx-h100', scalableUnits: 1 }, config)
        const blocks = blocksOf(railsOf(model).rails[0]?.pool)
        expect(Math.min(...blocks.map((block) => block.length))).toBeGreaterThanOrEqual(virtualFunctions)
        const systems = addressPlan(model).flatMap(({ network, ipv4 }) =>
          network === 'rail0' && ipv4 ? [numberOf(ipv4)] : [],
        )
        const given = new Set(blocks.flat())
        expect(systems.length).toBe(31)
        expect(systems.filter((address) => given.has(address))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('are counted as nv-ipam gives them out: fewer blocks than places are a finding, as many are none', () => {
    fc.assert(
      fc.property(anyPool, ({ virtualFunctions, prefix }) => {
        const config = { networks: { rails: { rail0: `10.200.0.0/${prefix}` } }, ...withRails({ virtualFunctions }) }
        const model = onMetal({ generation: 'dgx-h100', scalableUnits: 1 }, config)
        const { pool } = railsOf(model).rails[0] ?? {}
        const blocks = blocksOf(pool).length
        expect(pool?.systems).toBe(blocks)
        expect(codes(model).includes('rails/pool-too-small')).toBe(blocks < 32)
      }),
      { numRuns: 40 },
    )
  })

  test.each(named)('have room for sixty-four units of %s by default', (generation) => {
    expect(codes(onMetal({ generation, scalableUnits: 64 }, withRails({ virtualFunctions: 8 })))).not.toContain(
      'rails/pool-too-small',
    )
  })
})
