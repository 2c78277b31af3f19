import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generations } from '#catalog'
import { modelFindings } from '#model'
import { type AnyPodParts, anyPod } from '../kit/any-pod.ts'

const at = '2027-06-30'
const h100 = { generation: 'dgx-h100', scalableUnits: 1 }

const podOf = (gpuOperator: object, more: AnyPodParts = {}, systems = h100) =>
  anyPod(systems, { ...more, platform: { gpuOperator } })
const shared = (sharing: object, more: AnyPodParts = {}, systems = h100) =>
  podOf({ sharing: { shared: sharing } }, more, systems)
const codes = (model: ReturnType<typeof anyPod>) =>
  modelFindings(model, { at }).flatMap(({ code, severity }) => (severity === 'info' ? [] : [code]))
const devices = (sharing: object, generation = 'dgx-h100') =>
  shared(sharing, {}, { generation, scalableUnits: 1 }).pools.at(-1)?.devices

describe('one GPU is to Kubernetes', () => {
  test.each([
    ['itself where nothing is shared', {}, { 'nvidia.com/gpu': 1 }],
    ['its slices, where they have one name', { mig: { layout: '1g.10gb' } }, { 'nvidia.com/gpu': 7 }],
    [
      'a resource for each profile, where strategy is mixed',
      { mig: { strategy: 'mixed', layout: 'all-balanced' } },
      { 'nvidia.com/mig-1g.10gb': 2, 'nvidia.com/mig-2g.20gb': 1, 'nvidia.com/mig-3g.40gb': 1 },
    ],
    ['the turns that are taken on it', { timeSlicing: { replicas: 4 } }, { 'nvidia.com/gpu': 4 }],
    ['the pods that run on it at once', { mps: { replicas: 3 } }, { 'nvidia.com/gpu': 3 }],
  ])('%s', (_, sharing, expected) => {
    expect(devices(sharing)).toEqual(expected)
  })

  test('as many slices as its own model has: one name of a profile means different counts', () => {
    expect(devices({ mig: { layout: '1g.35gb' } }, 'dgx-h200')).toEqual({ 'nvidia.com/gpu': 4 })
    expect(devices({ mig: { layout: '1g.35gb' } }, 'dgx-gb300')).toEqual({ 'nvidia.com/gpu': 7 })
  })
})

test('no layout cuts more slices of a GPU than it has: seven compute slices', () => {
  const known = Object.values(generations).flatMap(({ gpu }) => gpu.mig.value ?? [])
  expect(known).toHaveLength(7)
  fc.assert(
    fc.property(fc.constantFrom(...known), ({ profiles, balanced }) => {
      const compute = (profile: string) => Number(/^\d/.exec(profile)?.[0])
      const sizes = Object.entries(profiles).map(([profile, count]) => compute(profile) * count)
      const mixed = Object.entries(balanced).reduce((sum, [profile, count]) => sum + compute(profile) * count, 0)
      return Math.max(...sizes, mixed) <= 7 && Object.keys(balanced).every((profile) => profile in profiles)
    }),
  )
})

test('systems get the labels that the operator reads, by the way their pool shares GPUs', () => {
  const labels = (sharing: object) => shared(sharing).pools.at(-1)?.sharingLabels
  expect(labels({})).toEqual({})
  expect(labels({ mig: { layout: '1g.10gb' } })).toEqual({ 'nvidia.com/mig.config': 'all-1g.10gb' })
  expect(labels({ mig: { strategy: 'mixed', layout: 'all-balanced' } })).toEqual({
    'nvidia.com/mig.config': 'all-balanced',
  })
  expect(labels({ timeSlicing: { replicas: 4 } })).toEqual({ 'nvidia.com/device-plugin.config': 'time-slicing-4' })
  expect(labels({ mps: { replicas: 4 } })).toEqual({ 'nvidia.com/device-plugin.config': 'mps-4' })
})

test('the way GPUs are shared changes no flavor: its name stays', () => {
  expect(shared({ mig: { layout: '1g.10gb' } }).pools.at(-1)?.flavor).toBe(shared({}).pools.at(-1)?.flavor)
})

describe('sharing fails', () => {
  const [health, dedicated] = [
    { gpus: { guaranteed: 8, burst: 8 }, sensitivity: 'sensitive' },
    { gpus: { guaranteed: 8, burst: 8 }, placement: { dedicated: ['su1-r01'] } },
  ]

  test.each([
    ['with a profile of another GPU', shared({ mig: { layout: '1g.23gb' } }), 'platform/mig-profile-unknown'],
    [
      'with MIG and time-slicing',
      shared({ mig: { layout: '1g.10gb' }, timeSlicing: { replicas: 2 } }),
      'platform/sharing-combined',
    ],
    ['with MIG and MPS', shared({ mig: { layout: '1g.10gb' }, mps: { replicas: 2 } }), 'platform/sharing-combined'],
    [
      'with time-slicing and MPS',
      shared({ timeSlicing: { replicas: 2 }, mps: { replicas: 2 } }),
      'platform/sharing-combined',
    ],
    [
      'with slices of three sizes of one name',
      shared({ mig: { layout: 'all-balanced' } }),
      'platform/mig-single-uneven',
    ],
    [
      'where sources have no profiles',
      shared({ mig: { layout: '1g.10gb' } }, {}, { generation: 'dgx-rubin-nvl8', scalableUnits: 1 }),
      'platform/mig-open',
    ],
    ['for a pool that there is not', podOf({ sharing: { share: { mps: { replicas: 2 } } } }), 'platform/pool-unknown'],
    [
      'where a sensitive tenant would share memory with others',
      shared({ mps: { replicas: 2 } }, { tenants: { health } }),
      'platform/sharing-sensitive',
    ],
    [
      'with two strategies in one cluster',
      podOf(
        { sharing: { ada: { mig: { layout: '1g.10gb' } }, shared: { mig: { strategy: 'mixed', layout: '1g.10gb' } } } },
        { tenants: { ada: dedicated } },
      ),
      'platform/mig-strategies-differ',
    ],
  ])('%s', (_, model, code) => {
    expect(codes(model).filter((each) => each.startsWith('platform/'))).toEqual([code])
  })
})

test('the finding on a profile says whose it is, which there are, and who says so', () => {
  const [finding] = modelFindings(shared({ mig: { layout: '1g.23gb' } }), { at })
  expect(finding).toMatchObject({
    path: 'platform.gpuOperator.sharing.shared.mig.layout',
    message:
      '1g.23gb is one of DGX B200 and DGX GB200 NVL72, but GPUs of DGX H100 have 1g.10gb, 1g.20gb, 2g.20gb, 3g.40gb, 4g.40gb and 7g.80gb (MIG)',
  })
})

test('GPUs that are cut or shared one way are in order', () => {
  expect(codes(shared({ mig: { layout: '7g.80gb' } }))).toEqual([])
  expect(codes(shared({ mig: { strategy: 'mixed', layout: 'all-balanced' } }))).toEqual([])
  expect(codes(shared({ timeSlicing: { replicas: 4 } }))).toEqual([])
  expect(codes(shared({ mps: { replicas: 4 } }))).toEqual([])
})
