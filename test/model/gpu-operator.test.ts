import { describe, expect, test } from 'vitest'
import { driverGroups, modelFindings } from '#model'
import { type AnyPodParts, anyPod } from '../kit/any-pod.ts'

const at = '2027-06-30'

const podOf = (gpuOperator: object, { generation = 'dgx-h100', ...more }: AnyPodParts & { generation?: string } = {}) =>
  anyPod({ generation, scalableUnits: 1 }, { ...more, platform: { ...more.platform, gpuOperator } })
const findings = (model: ReturnType<typeof anyPod>) =>
  modelFindings(model, { at }).filter(({ code }) => code.startsWith('platform/'))
const codes = (model: ReturnType<typeof anyPod>) => findings(model).map(({ code }) => code)

const managed = (driver: object = {}) => ({ mode: 'managed', driver })
const dra = { gpuCluster: true, clusterPolicy: false, isolation: 'cdi' }
const ada = { gpus: { guaranteed: 8, burst: 8 }, placement: { dedicated: ['su1-r01'] } }

describe('drivers', () => {
  test('there are none of ours where the host has them', () => {
    expect(driverGroups(podOf({}))).toEqual([])
  })

  test('there is one for all systems, in the version that the operator brings', () => {
    const [main, ...more] = driverGroups(podOf(managed()))
    expect(more).toEqual([])
    expect(main).toMatchObject({ name: 'main', version: '580.126.20', kernelModule: 'auto' })
    expect(main?.systems).toHaveLength(31)
  })

  test('a canary, a pool that differs and the rest share no system, and miss none', () => {
    const driver = {
      version: '580.126.20',
      rollout: { canary: { place: 'su1-r02', version: '595.91.07' } },
      pools: { ada: { kernelModule: 'open' } },
    }
    const model = podOf(managed(driver), { tenants: { ada } })
    const groups = driverGroups(model)
    expect(groups.map(({ name, version, kernelModule }) => [name, version, kernelModule])).toEqual([
      ['canary', '595.91.07', 'auto'],
      ['pool-ada', '580.126.20', 'open'],
      ['main', '580.126.20', 'auto'],
    ])
    expect(groups[0]?.systems).toEqual(['su1-r02-s1', 'su1-r02-s2', 'su1-r02-s3', 'su1-r02-s4'])
    const all = groups.flatMap(({ systems }) => systems)
    expect(all.toSorted()).toEqual(model.systems.map(({ name }) => name).toSorted())
  })
})

describe('the GPU operator fails', () => {
  test.each([
    ['with a GPUCluster beside a ClusterPolicy', podOf({ gpuCluster: true }), 'platform/gpu-cluster-beside-policy'],
    ['with neither', podOf({ clusterPolicy: false }), 'platform/gpu-cluster-nor-policy'],
    [
      'with a GPUCluster of an operator before 26.7',
      podOf(dra, { platform: { kubernetes: '1.36' } }),
      'platform/gpu-cluster-unsupported',
    ],
    [
      'with a GPUCluster on a Kubernetes where nobody would serve nvidia.com/gpu',
      podOf({ ...dra, version: 'v26.7.0' }),
      'platform/gpu-cluster-unsupported',
    ],
    ['with a driver where the host has it', podOf({ driver: { version: '580.126.20' } }), 'platform/driver-of-host'],
    [
      'with no driver where nobody recorded which one the operator brings',
      podOf({ ...managed(), version: 'v26.3.3' }),
      'platform/driver-version-open',
    ],
    [
      'with a canary nowhere',
      podOf(managed({ rollout: { canary: { place: 'su9', version: '595.91.07' } } })),
      'platform/canary-unknown',
    ],
    ['with a driver for no pool', podOf(managed({ pools: { ada: {} } })), 'platform/pool-unknown'],
    [
      'with ComputeDomains on systems without NVLink between them',
      podOf({ computeDomains: { enabled: true } }),
      'platform/compute-domains-useless',
    ],
    [
      'without ComputeDomains where NVLink needs them',
      podOf({ computeDomains: { enabled: false } }, { generation: 'dgx-gb200' }),
      'platform/compute-domains-missing',
    ],
  ])('%s', (_, model, code) => {
    expect(codes(model)).toEqual([code])
  })

  test('with settings that an external owner would have to make', () => {
    const [finding] = findings(
      podOf({ owner: 'external', sharing: { shared: { mig: { strategy: 'mixed', layout: '1g.10gb' } } } }),
    )
    expect(finding).toMatchObject({ code: 'platform/gpu-operator-external', severity: 'warning' })
    expect(finding?.message).toContain('mig.strategy mixed')
  })
})

test('a GPUCluster on versions that know it is in order', () => {
  expect(codes(podOf({ ...dra, version: 'v26.7.0' }, { platform: { kubernetes: '1.36' } }))).toEqual([])
})

describe('Node Feature Discovery', () => {
  const metal = (platform: object) =>
    codes(anyPod({ generation: 'dgx-h100', scalableUnits: 1 }, { target: 'kubeconfig', platform: { ...platform } }))

  test('fails where an external network operator may bring a second one', () => {
    expect(metal({ networkOperator: { owner: 'external' } })).toContain('platform/discovery-twice')
    expect(
      metal({ networkOperator: { owner: 'external' }, nodeFeatureDiscovery: { owner: 'external' } }),
    ).not.toContain('platform/discovery-twice')
  })

  test('fails where nobody brings it', () => {
    expect(metal({ gpuOperator: { owner: 'external' }, nodeFeatureDiscovery: { owner: 'superpod' } })).toContain(
      'platform/discovery-missing',
    )
  })
})

test('what only hosts can have is told on metal, and stays not verified', () => {
  const told = (gpuOperator: object, generation?: string) =>
    findings(podOf(gpuOperator, { target: 'kubeconfig', ...(generation ? { generation } : {}) })).flatMap(
      ({ code, message }) => (code === 'platform/host-not-verified' ? [message] : []),
    )
  expect(told({})).toEqual([
    'not verified on any host: accept-nvidia-visible-devices-envvar-when-unprivileged = false and accept-nvidia-visible-devices-as-volume-mounts = true; without it pods that ask for GPUs may get none, and others see all 8',
  ])
  expect(told({ isolation: 'cdi' })[0]).toContain('runc as default runtime')
  expect(told({ mode: 'managed' })).toEqual([])
  expect(told({}, 'dgx-gb200')[1]).toContain('nvidia-imex installed')
})
