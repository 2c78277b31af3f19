import { describe, expect, test } from 'vitest'
import { Pod, Tenant } from '#config'
import { modelFindings, type PodModel, placeLabels, placeTaints, podModel, podValues } from '#model'
import { loadedAnyPod } from '../kit/any-pod.ts'

const systems = { generation: 'dgx-h100', scalableUnits: 2 }

function stated(state: object, guaranteed = 0, spares: object = {}): PodModel {
  const tenant = Tenant.parse({
    name: 'ada',
    title: 'Ada',
    gpus: { guaranteed, burst: guaranteed },
    namespaces: { train: {} },
    sensitivity: 'internal',
  })
  const pod = Pod.parse({ name: 'tiny', systems: { ...systems, state, spares } })
  return podModel({ ...loadedAnyPod(systems), pod, tenants: [tenant] })
}

function stateOf(model: PodModel, name: string): string | undefined {
  return model.systems.find((system) => system.name === name)?.outage?.state
}

describe('the state of a system', () => {
  test('is what is written for it, for its rack or for its unit, the nearest first', () => {
    const model = stated({
      su1: { state: 'maintenance' },
      'su1-r02': { state: 'quarantine' },
      'su1-r02-s1': { state: 'failed', reason: 'no link', ticket: 'DC-7' },
    })
    expect(['su1-r01-s1', 'su1-r02-s2', 'su1-r02-s1', 'su2-r01-s1'].map((name) => stateOf(model, name))).toEqual([
      'maintenance',
      'quarantine',
      'failed',
      undefined,
    ])
    expect(podValues(model)['systems']).toMatchObject({
      outOfService: { 'su1-r02-s1': { state: 'failed', reason: 'no link', ticket: 'DC-7', place: 'su1-r02-s1' } },
    })
  })

  test('is outside where anything around it is', () => {
    const model = stated({ su1: { state: 'outside' }, 'su1-r02-s1': { state: 'failed' } })
    expect(stateOf(model, 'su1-r02-s1')).toBe('outside')
    expect(model.pools.flatMap((pool) => pool.systems).map(({ scalableUnit }) => scalableUnit)).not.toContain('su1')
    expect(model.racks).toHaveLength(16)
    expect(model.power.systemsW).toBe(63 * 10_200)
  })

  test('is a label and a taint; a system that is outside keeps work away that asks for no GPU', () => {
    const model = stated({ 'su1-r01-s1': { state: 'rma' }, 'su1-r01-s2': { state: 'outside' } })
    const [rma, outside, inService] = model.systems
    const [shared] = model.pools
    if (!rma || !outside || !inService || !shared) throw new Error('the pod has no systems')
    expect(placeLabels(rma, shared)).toMatchObject({ 'superpod/state': 'rma', 'superpod/pool': 'shared' })
    expect(placeTaints(rma, shared)).toContainEqual({ key: 'superpod/state', value: 'rma', effect: 'NoSchedule' })
    expect(placeLabels(outside, undefined)).not.toHaveProperty('superpod/pool')
    expect(placeTaints(outside, undefined).map(({ key }) => key)).toEqual(['nvidia.com/gpu', 'superpod/state'])
    expect(placeLabels(inService, shared)).not.toHaveProperty('superpod/state')
  })
})

describe('the ledger', () => {
  const failed = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`su1-r01-s${index + 1}`, { state: 'failed' }]))

  test('counts systems out of service, the spares that stand in for them, and what nothing covers', () => {
    const guaranteed = (63 - 2) * 8
    const uncovered = (model: PodModel) =>
      modelFindings(model, { at: '2026-12-01' }).filter(({ code }) => code === 'capacity/outages-uncovered')
    for (const [count, used, gpus] of [
      [0, 0, 0],
      [1, 1, 0],
      [2, 2, 0],
      [3, 2, 8],
      [4, 2, 16],
    ] as const) {
      const model = stated(failed(count), guaranteed, { shared: 2 })
      expect(model.capacity['shared']).toMatchObject({ outages: count, sparesUsed: used, uncovered: gpus, free: 0 })
      expect(uncovered(model).map(({ severity }) => severity)).toEqual(gpus > 0 ? ['warning'] : [])
    }
  })

  test('has no system that is outside, and so promises none of it', () => {
    const model = stated({ su2: { state: 'outside' } }, 33 * 8)
    expect(model.capacity['shared']).toMatchObject({ systems: 32, outages: 0, free: -8 })
    const codes = modelFindings(model, { at: '2026-12-01' }).map(({ code, severity }) => `${severity} ${code}`)
    expect(codes).toContain('error capacity/guaranteed-above-pool')
    expect(codes).not.toContain('warning capacity/outages-uncovered')
  })
})
