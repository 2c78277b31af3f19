import { describe, expect, test } from 'vitest'
import type { KubeObject } from '#core'
import { rendered } from '#render'
import { type AnyPodParts, anyPod } from '../kit/any-pod.ts'
import { stacksOf } from '../kit/gefion.ts'
import { valuesAt } from '../kit/loose-stack.ts'

const ada = { gpus: { guaranteed: 16, burst: 32 }, access: { members: ['ada'] } }
const grace = { gpus: { guaranteed: 32, burst: 32 }, placement: { dedicated: ['su1-r01'] } }

function metal(
  gpuOperator: object,
  { generation = 'dgx-h100', tenants = { ada, grace }, ...more }: AnyPodParts & { generation?: string } = {},
) {
  const parts = { ...more, tenants, target: 'kubeconfig', platform: { ...more.platform, gpuOperator } } as const
  const stacks = stacksOf(anyPod({ generation, scalableUnits: 1 }, parts))
  const json = (name: string) => {
    const stack = stacks.get(`tiny-kubeconfig-${name}`)
    if (!stack) throw new Error(`there is no ${name}, only ${[...stacks.keys()].join(', ')}`)
    return stack.json
  }
  return {
    values: (release = 'gpu-operator') => valuesAt(json('platform'), `helm_release.${release}`),
    releases: () => Object.keys(json('platform').resource?.['helm_release'] ?? {}),
    objects: (name = 'platform'): KubeObject[] => {
      const { releases, objects } = rendered(json(name))
      return [...releases.flatMap((release) => release.objects ?? []), ...objects.map(({ object }) => object)]
    },
  }
}

const named = (objects: readonly KubeObject[], kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name) as Record<string, never> | undefined

describe('GPUs that the shared pool cuts and shares', () => {
  test.each([
    [{ mig: { layout: '1g.10gb' } }, { 'nvidia.com/mig.config': 'all-1g.10gb' }, { 'nvidia.com/gpu': 7 }],
    [
      { mig: { strategy: 'mixed', layout: 'all-balanced' } },
      { 'nvidia.com/mig.config': 'all-balanced' },
      { 'nvidia.com/mig-1g.10gb': 2, 'nvidia.com/mig-2g.20gb': 1, 'nvidia.com/mig-3g.40gb': 1 },
    ],
    [
      { timeSlicing: { replicas: 4 } },
      { 'nvidia.com/device-plugin.config': 'time-slicing-4' },
      { 'nvidia.com/gpu': 4 },
    ],
  ])('%o are labels of its systems, and quota of its tenants in what Kubernetes counts', (sharing, labels, devices) => {
    const { objects } = metal({ sharing: { shared: sharing } })
    const platform = objects()
    const rule = named(platform, 'NodeFeatureRule', 'superpod-pool-shared')
    expect(rule?.['spec']).toMatchObject({ rules: [{ labels: { 'superpod/pool': 'shared', ...labels } }] })
    const tenant = objects('tenant-ada')
    const queue = named(tenant, 'ClusterQueue', 'ada')
    const quota = Object.entries(devices).map(([name, each]) => ({
      name,
      nominalQuota: String(16 * each),
      borrowingLimit: String(16 * each),
    }))
    expect(gpuResources(queue)).toEqual(quota)
    const hard =
      (named(tenant, 'ResourceQuota', 'quota')?.['spec'] as { hard: Record<string, string> } | undefined)?.hard ?? {}
    for (const [name, each] of Object.entries(devices)) expect(hard[`requests.${name}`]).toBe(String(32 * each))
    expect(hard['requests.nvidia.com/gpu']).toBe(
      String(32 * ((devices as Record<string, number>)['nvidia.com/gpu'] ?? 0)),
    )
    expect(gpuResources(named(platform, 'Cohort', 'tiny')).map(({ name }) => name)).toEqual(Object.keys(devices))
  })

  test('they touch neither the label nor the quota of a pool that shares nothing', () => {
    const whole = metal({}).objects('tenant-grace')
    expect(metal({ sharing: { shared: { timeSlicing: { replicas: 4 } } } }).objects('tenant-grace')).toEqual(whole)
  })

  test('they change the name of the ConfigMap, so that the device plugin starts again', () => {
    const config = (replicas: number) => {
      const { devicePlugin } = metal({ sharing: { shared: { timeSlicing: { replicas } } } }).values()
      return (devicePlugin as { config: Record<string, unknown> }).config
    }
    expect(config(4)['name']).toMatch(/^device-plugin-[0-9a-f]{8}$/)
    expect(config(4)['name']).not.toBe(config(2)['name'])
    expect(config(4)).toMatchObject({ create: true, default: 'whole' })
  })
})

test('a pod that asks for no GPU sees none: by what the operator sets, and on managed hosts by the toolkit too', () => {
  const values = (gpuOperator: object) => metal(gpuOperator).values()
  const strategy = (value: string) => ({ devicePlugin: { env: [{ name: 'DEVICE_LIST_STRATEGY', value }] } })
  expect(values({})).toMatchObject({ ...strategy('volume-mounts'), toolkit: { enabled: false } })
  expect(values({ isolation: 'cdi' })).toMatchObject({ ...strategy('cdi-cri'), cdi: { enabled: true } })
  const managed = { mode: 'managed' }
  expect(values(managed)).toMatchObject({ ...strategy('cdi-cri'), toolkit: { enabled: true }, cdi: { enabled: true } })
  const byMounts = values({ ...managed, isolation: 'volume-mounts' })
  expect(byMounts).toMatchObject({ ...strategy('volume-mounts'), cdi: { enabled: false } })
  expect(byMounts['toolkit']).toEqual({
    enabled: true,
    env: [
      { name: 'ACCEPT_NVIDIA_VISIBLE_DEVICES_ENVVAR_WHEN_UNPRIVILEGED', value: 'false' },
      { name: 'ACCEPT_NVIDIA_VISIBLE_DEVICES_AS_VOLUME_MOUNTS', value: 'true' },
    ],
  })
})

describe('drivers that the operator brings', () => {
  const driver = { version: '580.126.20', rollout: { canary: { place: 'su1-r02', version: '595.91.07' } } }

  test('each is one object that finds its systems by a label which no two of them share', () => {
    const objects = metal({ mode: 'managed', driver }).objects()
    expect(named(objects, 'NVIDIADriver', 'superpod-canary')?.['spec']).toMatchObject({
      version: '595.91.07',
      nodeSelector: { 'superpod/driver': 'canary' },
    })
    expect(named(objects, 'NVIDIADriver', 'superpod-main')?.['spec']).not.toHaveProperty('upgradePolicy')
    expect(named(objects, 'NodeFeatureRule', 'superpod-driver-canary')?.['spec']).toMatchObject({
      rules: [{ labels: { 'superpod/driver': 'canary' } }],
    })
  })

  test('nothing rolls by itself unless config says so: in the chart before 26.7, in each driver from then on', () => {
    const rollout = { autoUpgrade: false, maxParallelUpgrades: 1, maxUnavailable: 1, drain: { enable: false } }
    expect(metal({ mode: 'managed', driver }).values()['driver']).toMatchObject({
      enabled: true,
      upgradePolicy: rollout,
    })
    const newer = metal({ mode: 'managed', driver, version: 'v26.7.0' })
    expect(named(newer.objects(), 'NVIDIADriver', 'superpod-main')?.['spec']).toMatchObject({
      default: false,
      upgradePolicy: rollout,
    })
  })

  test('there are none where the host has them', () => {
    expect(
      metal({})
        .objects()
        .filter(({ kind }) => kind === 'NVIDIADriver'),
    ).toEqual([])
    expect(metal({}).values()['driver']).toEqual({ enabled: false })
  })
})

test('systems that share NVLink get ComputeDomains beside the ClusterPolicy, others do not', () => {
  const grace = { tenants: {} }
  expect(metal({}, { ...grace, generation: 'dgx-gb200' }).values('compute-domains')).toMatchObject({
    resources: { gpus: { enabled: false }, computeDomains: { enabled: true } },
  })
  expect(metal({}, grace).releases()).not.toContain('compute-domains')
  expect(metal({ owner: 'external' }, { ...grace, generation: 'dgx-gb300' }).releases()).not.toContain(
    'compute-domains',
  )
})

test('a GPUCluster takes the place of the ClusterPolicy, and serves pods that ask for nvidia.com/gpu', () => {
  const dra = { gpuCluster: true, clusterPolicy: false, isolation: 'cdi', version: 'v26.7.0' }
  const pod = metal(dra, { platform: { kubernetes: '1.36' }, generation: 'dgx-gb200', tenants: {} })
  expect(pod.values()).toMatchObject({ clusterPolicy: { deployCR: false }, gpuCluster: { deployCR: true } })
  expect(pod.releases()).not.toContain('compute-domains')
  expect(named(pod.objects(), 'DeviceClass', 'superpod-whole-gpu')?.['spec']).toMatchObject({
    extendedResourceName: 'nvidia.com/gpu',
  })
})

test('another layout changes the releases of the platform that count GPUs, and no tenant of another pool', () => {
  const changed = (one: object, other: object) => {
    const [before, after] = [metal(one), metal(other)]
    return before
      .releases()
      .filter((name) => JSON.stringify(before.values(name)) !== JSON.stringify(after.values(name)))
  }
  expect(changed({}, { sharing: { grace: { mig: { layout: '1g.10gb' } } } })).toEqual([
    'observability',
    'node-features',
  ])
  expect(changed({}, { sharing: { shared: { mig: { layout: '1g.10gb' } } } })).toEqual([
    'queues',
    'observability',
    'node-features',
  ])
})

function gpuResources(object: Record<string, never> | undefined): { name: string }[] {
  const groups = (
    object?.['spec'] as unknown as { resourceGroups: { flavors: { resources: { name: string }[] }[] }[] } | undefined
  )?.resourceGroups
  return (groups ?? [])
    .flatMap(({ flavors }) => flavors.flatMap(({ resources }) => resources))
    .filter(({ name }) => name.startsWith('nvidia.com/'))
}
