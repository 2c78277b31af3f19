import { describe, expect, test } from 'vitest'
import { modelFindings, type PodModel, podValues, systemTaints, unprovenSystems } from '#model'
import { leftPod, nodeFeatureRulesOf } from '../kit/left-pod.ts'

const uuid = (last: number) => `4c4c4544-0042-3510-8052-b4c04f4e433${last}`
const image = 'dgxos-7.2.1'
const entry = (last: number, proof: object = {}) => ({
  uuid: uuid(last),
  image,
  guids: {},
  macs: {},
  proof: { on: '2026-11-01', by: 'Ada', uuid: uuid(last), image, ...proof },
})
const proved = { 'su1-r01-s1': entry(1), 'su1-r01-s2': entry(2), 'su1-r01-s3': entry(3), 'su1-r01-s4': entry(4) }
const owners = { genomics: ['su1-r01'] }
const metal = (inventory: PodModel['inventory'], more: Partial<Parameters<typeof leftPod>[0]> = {}) =>
  leftPod({ owners, target: 'kubeconfig', inventory, ...more })

function told(model: PodModel, at: string): string[] {
  const all = modelFindings(model, { at }).filter(({ code }) => code.startsWith('proof/'))
  return all.map(({ severity, code, path }) => `${severity} ${code} ${path}`)
}

const tainted = (model: PodModel) => unprovenSystems(model).map(({ name }) => name)
const standing = (model: PodModel, name: string) =>
  (podValues(model)['systems'] as { byName: Record<string, { isolationProof?: string }> }).byName[name]?.isolationProof

describe('a system of a sensitive tenant', () => {
  test('is tainted on metal until a proof is recorded for it, in the platform alone', () => {
    const model = metal({ 'su1-r01-s2': entry(2) })
    expect(tainted(model)).toEqual(['su1-r01-s1', 'su1-r01-s3', 'su1-r01-s4'])
    expect(['su1-r01-s1', 'su1-r01-s2', 'su1-r02-s1'].map((name) => standing(model, name))).toEqual([
      'missing',
      'recorded',
      undefined,
    ])
    expect(told(model, '2026-12-01')).toEqual(['warning proof/missing tenants.genomics.placement.dedicated'])
    expect(nodeFeatureRulesOf(model)['superpod-state-unproven']).toEqual({
      nodes: ['su1-r01-s1', 'su1-r01-s3', 'su1-r01-s4'],
      taints: [{ key: 'superpod/unproven', value: 'true', effect: 'NoSchedule' }],
    })
    expect(nodeFeatureRulesOf(metal(proved))).not.toHaveProperty('superpod-state-unproven')
  })

  test('tolerates it in no flavor, and the operators’ DaemonSets do whether or not a proof lacks', () => {
    const [without, withAll] = [metal({}), metal(proved)]
    expect(JSON.stringify(without.pools.map(({ taints }) => taints))).not.toContain('unproven')
    expect(systemTaints(without)).toEqual(systemTaints(withAll))
    expect(systemTaints(without).map(({ key }) => key)).toContain('superpod/unproven')
    expect(without.pools.map(({ flavor }) => flavor)).toEqual(withAll.pools.map(({ flavor }) => flavor))
  })

  test('is not tainted on a twin, where it reads not tried', () => {
    const model = leftPod({ owners })
    expect([tainted(model), standing(model, 'su1-r01-s1'), told(model, '2026-12-01')]).toEqual([[], 'not tried', []])
  })

  test('is not tainted where its tenant is not sensitive', () => {
    expect(tainted(metal({}, { sensitivity: 'internal' }))).toEqual([])
  })

  test.each([
    ['of another system', { uuid: uuid(9) }],
    ['of another image', { image: 'dgxos-7.1.0' }],
  ])('fails with a proof %s', (_, change) => {
    const model = metal({ ...proved, 'su1-r01-s2': entry(2, change) })
    expect(tainted(model)).toEqual(['su1-r01-s2'])
    expect(told(model, '2026-12-01')).toEqual(['warning proof/outdated inventory.su1-r01-s2.proof'])
  })

  test('fails with a proof where the inventory says of no system and no image what they are', () => {
    const { proof } = entry(2)
    expect(tainted(metal({ ...proved, 'su1-r01-s2': { guids: {}, macs: {}, proof } }))).toEqual(['su1-r01-s2'])
  })
})

describe('a proof', () => {
  const first = 'inventory.su1-r01-s1.proof.on'

  test.each([
    ['2026-11-01', []],
    ['2027-01-15', []],
    ['2027-01-16', [`warning proof/expires-soon ${first}`]],
    ['2027-01-30', [`warning proof/expires-soon ${first}`]],
    ['2027-01-31', [`warning proof/expired ${first}`]],
    ['2026-10-31', Object.keys(proved).map((name) => `error proof/in-future inventory.${name}.proof.on`)],
  ])('of 2026-11-01 that holds 90 days is judged on %s', (at, findings) => {
    expect(told(metal(proved), at)).toEqual(findings)
  })

  test('that has run out says that nothing should run there, and what to do', () => {
    expect(
      modelFindings(metal(proved), { at: '2027-01-31' }).find(({ code }) => code === 'proof/expired'),
    ).toMatchObject({
      message: expect.stringContaining('nothing of genomics should run there until they are renewed'),
      remedy: expect.stringContaining('or remove the record, which taints the system'),
    })
  })

  test('that has run out leaves the taints as they are: the day is in no JSON', () => {
    expect(tainted(metal(proved))).toEqual([])
  })
})
