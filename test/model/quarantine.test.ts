import { describe, expect, test } from 'vitest'
import { capacityReport, modelFindings, placeLabels, placeTaints, tenantRelease } from '#model'
import { leftPod, nodeFeatureRulesOf } from '../kit/left-pod.ts'

const release = { on: '2026-11-20', by: 'Ada Lovelace', nvmeWiped: true, gpusReset: true }
const left = { state: 'quarantine', of: 'genomics' }

describe('systems that a sensitive tenant left', () => {
  const model = leftPod({ states: { 'su1-r01': left, 'su1-r02-s1': { state: 'quarantine' } } })

  test('are in no pool, so in nobody’s guarantee; a quarantine of nobody changes no pool', () => {
    expect(model.systems).toHaveLength(31)
    expect(model.capacity['shared']).toMatchObject({ systems: 27, gpus: 216, outages: 1 })
    expect(model.cohort.gpus).toBe(216)
    expect(capacityReport(model, { at: '2026-12-01' }).left).toEqual({ genomics: 4 })
  })

  test('are tainted, and say whose data may be on them', () => {
    const [system] = model.systems
    if (!system) throw new Error('the pod has no systems')
    expect(placeLabels(system, undefined)).toMatchObject({
      'superpod/state': 'quarantine',
      'superpod/quarantine-of': 'genomics',
    })
    expect(placeTaints(system, undefined).map(({ key }) => key)).toEqual(['nvidia.com/gpu', 'superpod/state'])
  })

  test('are back in the shared pool once they are released', () => {
    const { capacity } = leftPod({ states: { 'su1-r01': { ...left, released: release } } })
    expect(capacity['shared']).toMatchObject({ systems: 31, outages: 0 })
  })

  test('are released one by one by what is written nearest to them', () => {
    const { systems } = leftPod({ states: { su1: left, 'su1-r01': { ...left, released: release } } })
    expect(systems.filter(({ outage }) => outage === undefined).map(({ rack }) => rack)).toEqual(
      Array(4).fill('su1-r01'),
    )
  })

  test('are told of until somebody releases them', () => {
    const told = modelFindings(model, { at: '2026-12-01' }).filter(({ code }) => code === 'systems/in-quarantine')
    expect(told.map(({ path, severity }) => [path, severity])).toEqual([['systems.state.su1-r01', 'info']])
  })
})

describe('a release', () => {
  const states = { 'su1-r01': left, 'su1-r02': left, 'su1-r03': { ...left, of: 'trials' }, 'su1-r04': { state: 'rma' } }
  const model = leftPod({ states, owners: { energy: ['su1-r05'] } })
  const places = (word: string) =>
    tenantRelease(model, word).places.map(({ place, of, isWritten, systems }) => [place, of, isWritten, systems.length])
  const codes = (word: string) => tenantRelease(model, word).findings.map(({ code, path }) => `${code} ${path}`)

  test('of a tenant is of all that it left', () => {
    expect(places('genomics')).toEqual([
      ['su1-r01', 'genomics', true, 4],
      ['su1-r02', 'genomics', true, 4],
    ])
  })

  test('of places is of those, and may be of fewer than are written together', () => {
    expect(places('su1-r03,su1-r02-s1')).toEqual([
      ['su1-r03', 'trials', true, 4],
      ['su1-r02-s1', 'genomics', false, 1],
    ])
  })

  test('fails of what is in no quarantine of a tenant, or is not there', () => {
    expect(codes('energy')).toEqual(['release/not-quarantined energy'])
    expect(codes('su1-r04')).toEqual(['release/not-quarantined su1-r04'])
    expect(codes('su1-r06,su1-r99')).toEqual(['release/not-quarantined su1-r06', 'release/unknown su1-r99'])
    expect(codes('genomix')).toEqual(['release/unknown genomix'])
    expect(codes('su1')).toEqual(['release/not-quarantined su1'])
  })
})

test('on metal the systems that a tenant left are tainted by a rule of their own', () => {
  const states = { 'su1-r01-s1': left, 'su1-r01-s2': { state: 'quarantine' } }
  const rules = nodeFeatureRulesOf(leftPod({ states, target: 'kubeconfig' }))
  const taint = { key: 'superpod/state', value: 'quarantine', effect: 'NoSchedule' }
  expect(rules).toMatchObject({
    'superpod-state-quarantine-of-genomics': { nodes: ['su1-r01-s1'], taints: [{ key: 'nvidia.com/gpu' }, taint] },
    'superpod-state-quarantine': { nodes: ['su1-r01-s2'], taints: [taint] },
  })
  expect(rules['superpod-pool-shared']).toMatchObject({ nodes: expect.not.arrayContaining(['su1-r01-s1']) })
})
