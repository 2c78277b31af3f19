import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { LoadedPod } from '#config'
import { stableText } from '#core'
import { podModel } from '#model'
import type { TerraformJson } from '#terraform'
import { loadedGefion, stacksOf } from '../kit/gefion.ts'

let gefion: LoadedPod
let before: ReadonlyMap<string, { readonly json: TerraformJson }>
beforeAll(async () => {
  gefion = await loadedGefion('metal')
  before = stacksOf(podModel(gefion))
})

const outages = ['maintenance', 'failed', 'rma', 'quarantine'] as const
const places = ['su1', 'su3', 'su2-r05', 'su3-r01', 'su6-r08', 'su1-r01-s1', 'su3-r02-s4', 'su4-r08-s2']

function withStates(states: Record<string, (typeof outages)[number] | 'outside'>) {
  const { pod } = gefion
  if (!pod) throw new Error('Gefion has no pod')
  const state = Object.fromEntries(Object.entries(states).map(([place, name]) => [place, { state: name }]))
  return stacksOf(podModel({ ...gefion, pod: { ...pod, systems: { ...pod.systems, state } } }))
}

/** Addresses of the platform whose JSON is another one, and names of tenants' stacks that are. */
function changed(after: ReadonlyMap<string, { readonly json: TerraformJson }>): string[] {
  return [...after].flatMap(([name, { json }]) => {
    const old = before.get(name)?.json ?? {}
    if (!name.endsWith('-platform')) return stableText(json) === stableText(old) ? [] : [name]
    return Object.entries(json.resource ?? {}).flatMap(([type, resources]) =>
      Object.keys(resources)
        .filter((id) => JSON.stringify(resources[id]) !== JSON.stringify(old.resource?.[type]?.[id]))
        .map((id) => `${type}.${id}`),
    )
  })
}

test('systems out of service change the release with their labels, and nothing else of any stack', () => {
  const anyStates = fc.dictionary(fc.constantFrom(...places), fc.constantFrom(...outages), { minKeys: 1 })
  fc.assert(
    fc.property(anyStates, (states) => {
      const after = withStates(states)
      expect([...after.keys()]).toEqual([...before.keys()])
      expect(changed(after)).toEqual(['helm_release.node-features'])
    }),
    { numRuns: 15 },
  )
})

test('systems that are outside leave the cohort and the record of whose they were, and change no tenant', () => {
  const after = withStates({ su1: 'outside', 'su3-r01-s1': 'outside' })
  expect(changed(after)).toEqual([
    'helm_release.queues',
    'helm_release.sensitive-systems',
    'helm_release.node-features',
  ])
})

test('a system out of service keeps its rules of rack and pool, and gets one of its state', () => {
  const json = withStates({ 'su1-r01-s1': 'failed', 'su2-r01-s1': 'outside' }).get('gefion-metal-platform')?.json
  const values = JSON.parse(String(json?.resource?.['helm_release']?.['node-features']?.['values'])).objects
  const nodes = (rule: string) =>
    values[`NodeFeatureRule/superpod-${rule}`].spec.rules[0].matchFeatures[0].matchExpressions.nodename.value
  expect(nodes('pool-shared')).toContain('su1-r01-s1')
  expect(nodes('pool-shared')).not.toContain('su2-r01-s1')
  expect(nodes('rack-su2-r01')).toContain('su2-r01-s1')
  expect(nodes('state-failed')).toEqual(['su1-r01-s1'])
  expect(values['NodeFeatureRule/superpod-state-outside'].spec.rules[0].taints).toEqual([
    { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
    { key: 'superpod/state', value: 'outside', effect: 'NoSchedule' },
  ])
})
