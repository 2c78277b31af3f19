import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sensitiveSystemsRecord } from '#constructs'
import { type Change, guardFindings } from '#delivery'
import { type PodModel, sensitiveSystems } from '#model'
import { leftPod, type States } from '../kit/left-pod.ts'

const everything = { confirmed: ['genomics', 'sensitive-systems', 'tiny'], disruption: true, wholeTenants: true }

function recordChange(before: PodModel, after: PodModel | undefined): Change {
  const name = 'sensitive-systems'
  return {
    address: `helm_release.${name}["ConfigMap/superpod-system/${name}"]`,
    action: after ? 'update' : 'delete',
    kind: 'ConfigMap',
    namespace: 'superpod-system',
    name,
    before: sensitiveSystemsRecord(sensitiveSystems(before)),
    after: after && sensitiveSystemsRecord(sensitiveSystems(after)),
  }
}

function against(before: PodModel, after?: PodModel): string[] {
  return guardFindings([{ changes: [recordChange(before, after)] }], everything).map(({ code }) => code)
}

const owned = { genomics: ['su1-r01'] }
const inUse = leftPod({ owners: owned })
const quarantine: States = { 'su1-r01': { state: 'quarantine', of: 'genomics' } }
const left = leftPod({ states: quarantine })
const released: States = {
  'su1-r01': {
    ...quarantine['su1-r01'],
    released: { on: '2026-11-20', by: 'Ada', nvmeWiped: true, gpusReset: true },
  },
}

describe('systems of a sensitive tenant', () => {
  test('go to quarantine, are released, and only then are anybody’s', () => {
    expect(against(inUse, left)).toEqual([])
    expect(against(left, leftPod({ states: released }))).toEqual([])
    expect(against(left, leftPod({ states: released, owners: { trials: ['su1-r01'] } }))).toEqual([])
    expect(against(leftPod({ states: released }), leftPod({}))).toEqual([])
    expect(against(leftPod({ states: released }))).toEqual([])
  })

  test('may be taken back by the tenant that left them', () => {
    expect(against(left, inUse)).toEqual([])
  })

  test('may be fewer or more, where those that leave are in quarantine', () => {
    const fewer = { genomics: ['su1-r01-s1'] }
    const rest: States = Object.fromEntries(
      ['su1-r01-s2', 'su1-r01-s3', 'su1-r01-s4'].map((name) => [name, { state: 'quarantine', of: 'genomics' }]),
    )
    expect(against(inUse, leftPod({ owners: fewer, states: rest }))).toEqual([])
    expect(against(inUse, leftPod({ owners: { genomics: ['su1-r01', 'su1-r02'] } }))).toEqual([])
    expect(against(inUse, leftPod({ owners: fewer }))).toEqual(['guard/not-quarantined'])
  })

  test.each<[string, PodModel | undefined]>([
    ['the shared pool', leftPod({})],
    ['another sensitive tenant', leftPod({ owners: { trials: ['su1-r01'] } })],
    ['nobody, with the record itself', undefined],
    ['whoever it was, who is not sensitive any more', leftPod({ owners: owned, sensitivity: 'internal' })],
    ['a quarantine of somebody else', leftPod({ states: { 'su1-r01': { state: 'quarantine', of: 'trials' } } })],
    ['a quarantine of nobody', leftPod({ states: { 'su1-r01': { state: 'quarantine' } } })],
    ['a release that was written while they were in use', leftPod({ states: released })],
  ])('fails to go to %s, whatever is confirmed', (_, after) => {
    expect(against(inUse, after)).toEqual(['guard/not-quarantined'])
  })

  test.each<[string, PodModel | undefined]>([
    ['to the shared pool', leftPod({})],
    ['to another tenant', leftPod({ owners: { trials: ['su1-r01'] } })],
    ['by another state', leftPod({ states: { 'su1-r01': { state: 'failed' } } })],
    ['with the record itself', undefined],
  ])('fails to leave quarantine %s, whatever is confirmed', (_, after) => {
    expect(against(left, after)).toEqual(['guard/not-released'])
  })

  test('fails by their names, with what to do', () => {
    const [finding] = guardFindings([{ changes: [recordChange(inUse, leftPod({}))] }], everything)
    expect(finding?.message).toBe(
      'this would take 4 systems, su1-r01-s1 to su1-r01-s4, from genomics, whose data is sensitive and may be on them',
    )
    expect(finding?.remedy).toContain('{ state: quarantine, of: genomics }')
  })

  const racks = ['su1-r01', 'su1-r02', 'su1-r03', 'su1-r04']
  const anyOwners = fc.tuple(...racks.map(() => fc.constantFrom('genomics', 'trials', 'nobody'))).map((owners) => ({
    genomics: racks.filter((_, index) => owners[index] === 'genomics'),
    trials: racks.filter((_, index) => owners[index] === 'trials'),
  }))

  test('whoever has what before and after, no rack changes hands without a word', () => {
    fc.assert(
      fc.property(anyOwners, anyOwners, (before, after) => {
        const lost = (['genomics', 'trials'] as const).filter((tenant) =>
          before[tenant].some((rack) => !after[tenant].includes(rack)),
        )
        expect(against(leftPod({ owners: before }), leftPod({ owners: after }))).toEqual(
          lost.map(() => 'guard/not-quarantined'),
        )
      }),
      { numRuns: 60 },
    )
  })
})
