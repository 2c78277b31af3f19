import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eksZoneRanges, systemGroups } from '#model'
import { eksCodes, eksFound, eksPod } from '../kit/eks-pod.ts'

const genomics = { gpus: { guaranteed: 64, burst: 64 }, placement: { dedicated: ['su1-r01', 'su1-r02-s1'] } }

describe('groups of systems', () => {
  test('are one a unit and pool, and hold every system once', () => {
    const model = eksPod({ scalableUnits: 2, tenants: { genomics } })
    const groups = systemGroups(model)
    expect(groups.map(({ name, systems }) => [name, systems.length])).toEqual([
      ['su1-genomics', 5],
      ['su1', 27],
      ['su2', 31],
    ])
    expect(groups.flatMap(({ systems }) => systems.map(({ name }) => name)).sort()).toEqual(
      model.systems.map(({ name }) => name).sort(),
    )
  })

  test('carry the labels and taints that the platform and its queues look for', () => {
    const [group] = systemGroups(eksPod({ tenants: { genomics } }))
    expect(group?.labels).toEqual({
      'superpod/scalable-unit': 'su1',
      'superpod/rack': 'su1',
      'superpod/pool': 'genomics',
    })
    expect(group?.taints.map(({ key, value }) => [key, value])).toEqual([
      ['nvidia.com/gpu', 'present'],
      ['superpod/pool', 'genomics'],
    ])
  })

  test('are one a rack where a rack is one NVLink domain', () => {
    const groups = systemGroups(eksPod({ generation: 'dgx-gb200' }))
    expect(groups.length).toBeGreaterThan(1)
    expect(new Set(groups.map(({ systems }) => systems.length))).toEqual(new Set([18]))
    expect(groups[0]?.labels['superpod/nvlink-domain']).toBe(groups[0]?.place)
  })
})

describe('ranges of zones', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `us-east-1${letter}`)
  const zones = (chosen: readonly string[]) =>
    Object.fromEntries(chosen.map((name) => [name, { controlPlane: true, range: undefined }]))

  test('do not move when a zone comes or goes', () => {
    const whole = eksZoneRanges('10.0.0.0/16', zones(names))
    fc.assert(
      fc.property(fc.subarray(names), (some) => {
        for (const [zone, ranges] of Object.entries(eksZoneRanges('10.0.0.0/16', zones(some)))) {
          expect(ranges).toEqual(whole[zone])
        }
      }),
    )
  })

  test('are an eighth each, and ways out are in the last one', () => {
    expect(eksZoneRanges('10.0.0.0/16', zones(['us-east-1a', 'us-east-1f']))).toEqual({
      'us-east-1a': { privateRange: '10.0.0.0/19', publicRange: '10.0.224.0/23' },
      'us-east-1f': { privateRange: '10.0.160.0/19', publicRange: '10.0.234.0/23' },
    })
  })
})

test('a pod of a generation that AWS offers, in a region that is known to, has nothing to say', () => {
  expect(eksCodes()).toEqual([])
})

const two = { 'eu-north-1a': {}, 'eu-north-1b': {} }
const block = { kind: 'block', id: 'cr-0123456789abcdef0' }

describe('fails', () => {
  test.each([
    ['a generation that AWS does not offer', { generation: 'dgx-rubin-nvl8' }, 'cloud/generation-not-offered'],
    ['a machine of which too little is known', { generation: 'dgx-gb300' }, 'cloud/generation-not-offered'],
    [
      'a machine that nobody knows',
      { eks: { systems: { zone: 'eu-north-1a', type: 'p5.49xlarge' } } },
      'cloud/type-unknown',
    ],
    [
      'a machine of another generation',
      { eks: { systems: { zone: 'eu-north-1a', type: 'p6-b200.48xlarge' } } },
      'cloud/type-of-other-generation',
    ],
    ['nobody who may reach the cluster', { eks: { admins: {} } }, 'eks/admins-missing'],
    [
      'a reservation without its id',
      { eks: { systems: { zone: 'eu-north-1a', capacity: { kind: 'block' } } } },
      'eks/capacity-mismatch',
    ],
    [
      'an id of nothing',
      { eks: { systems: { zone: 'eu-north-1a', capacity: { id: block.id } } } },
      'eks/capacity-mismatch',
    ],
    ['a driver beside that of the image', { platform: { gpuOperator: { mode: 'managed' } } }, 'eks/driver-in-image'],
    ['a target whose name leaves no room', { name: 'a-burst-pool-in-the-cloud-of-amazon-eks' }, 'eks/name-too-long'],
    ['a network that AWS does not make', { networks: { pods: '10.16.0.0/12' } }, 'eks/network-size'],
    ['everybody as a private network', { eks: { reach: { all: '0.0.0.0/0' } } }, 'eks/reach-open'],
    [
      'a unit that the pod has not',
      { eks: { systems: { zone: 'eu-north-1a', units: { su9: {} } } } },
      'eks/unit-unknown',
    ],
    ['a zone of another region', { eks: { zones: { ...two, 'eu-west-1a': {} } } }, 'eks/zone-elsewhere'],
    ['systems in no zone of the network', { eks: { systems: { zone: 'eu-north-1c' } } }, 'eks/zone-missing'],
    ['one zone for the control plane', { eks: { zones: { 'eu-north-1a': {} } } }, 'eks/zones-too-few'],
    [
      'a range outside of the network',
      { eks: { zones: { ...two, 'eu-north-1c': { range: '10.0.0.0/24' } } } },
      'eks/zone-range',
    ],
    [
      'a range that another zone has',
      { eks: { zones: { ...two, 'eu-north-1c': { range: '172.29.0.0/24' } } } },
      'eks/zone-range',
    ],
    [
      'a zone with too few addresses',
      { eks: { zones: { ...two, 'eu-north-1a': { range: '172.29.200.0/25' } } } },
      'eks/zone-too-small',
    ],
  ])('%s', (_title, parts, code) => {
    const found = eksFound(parts)
    expect(found.map((finding) => finding.code)).toEqual([code])
    expect(found[0]).toMatchObject({ severity: 'error', remedy: expect.any(String) })
  })

  test('a machine that is sold by the block only, on demand', () => {
    const eks = { region: 'us-east-1', zones: { 'us-east-1a': {}, 'us-east-1b': {} }, systems: { zone: 'us-east-1a' } }
    const parts = { generation: 'dgx-gb200', eks }
    expect(eksCodes(parts)).toEqual(['eks/capacity-mismatch'])
    expect(eksCodes({ ...parts, eks: { ...eks, systems: { zone: 'us-east-1a', capacity: block } } })).toEqual([])
  })
})

describe('warns of', () => {
  test('a region that is not known to offer the machine, which is no error: no list of regions is complete', () => {
    const eks = { region: 'eu-west-1', zones: { 'eu-west-1a': {}, 'eu-west-1b': {} }, systems: { zone: 'eu-west-1a' } }
    expect(eksFound({ eks })).toMatchObject([{ code: 'cloud/region-unknown', severity: 'warning' }])
    const p5e = { ...eks, systems: { zone: 'eu-west-1a', type: 'p5e.48xlarge' } }
    expect(eksFound({ generation: 'dgx-h200', eks: p5e })).toMatchObject([
      { code: 'cloud/region-unknown', severity: 'info' },
    ])
  })

  test('a system out of service, which no machine of AWS is known to be', () => {
    const state = { 'su1-r01-s1': { state: 'failed', reason: 'GPU 3', since: '2027-01-01' } }
    expect(eksFound({ state })).toMatchObject([{ code: 'eks/state-without-machine', severity: 'warning' }])
  })

  test('more groups of nodes than AWS allows unless asked', () => {
    const found = eksFound({ scalableUnits: 30 }).map(({ code }) => code)
    expect(found).toContain('eks/group-quota')
  })
})
