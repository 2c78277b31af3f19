import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Inventory, Pod, Target, Tenant } from '#config'

const least = { name: 'tiny', systems: { generation: 'dgx-h100', scalableUnits: 1 } }
const ada = {
  name: 'ada',
  title: 'Analytical engines',
  gpus: { guaranteed: 8, burst: 16 },
  namespaces: { train: {} },
  sensitivity: 'internal',
}

test('the least valid pod is a name, a generation and a number of scalable units: all else has a default', () => {
  expect(Pod.parse(least)).toEqual({
    name: 'tiny',
    site: {},
    systems: { generation: 'dgx-h100', scalableUnits: 1, spares: {}, state: {} },
    racks: { heightU: 48, places: {} },
    management: {},
    networks: {
      pods: '172.29.0.0/16',
      services: '10.150.0.0/16',
      management: '10.151.0.0/16',
      inBand: '10.152.0.0/16',
      outOfBand: '10.154.0.0/16',
      storage: '10.156.0.0/16',
      compute: '10.160.0.0/12',
      rails: {},
      ipv6: {},
    },
    identity: { groupPrefix: 'oidc:' },
    storage: {},
    platform: {
      images: { pullSecrets: [], prefetch: {} },
      kubernetes: '1.35',
      jobSet: { owner: 'superpod', version: '0.12.0' },
      trainer: { owner: 'superpod', version: '2.3.0' },
      kueue: {
        owner: 'superpod',
        version: '0.19.2',
        fairSharing: true,
        preemption: { withinClusterQueue: 'LowerPriority', reclaimWithinCohort: 'Any', borrowWithinCohort: 'Never' },
        waitForPodsReady: { timeoutMinutes: 30, recoveryMinutes: 30 },
        priorities: {
          low: { value: 1000, purpose: expect.any(String) },
          normal: { value: 10_000, purpose: expect.any(String) },
          high: { value: 100_000, purpose: expect.any(String) },
        },
      },
      gpuOperator: {
        owner: 'superpod',
        version: 'v26.3.2',
        mode: 'dgx-os',
        isolation: 'volume-mounts',
        proofDays: 90,
        sharing: {},
        computeDomains: { version: '0.4.1' },
        clusterPolicy: true,
        gpuCluster: false,
      },
      networkOperator: {
        owner: 'superpod',
        version: '26.1.2',
        namespace: 'nvidia-network-operator',
        rails: { virtualFunctions: 8, mtu: 4000, rollout: 'canary', maxUnavailable: 1 },
      },
      observability: {
        owner: 'superpod',
        version: '88.5.3',
        rules: true,
        selectorLabels: {},
        retentionDays: 15,
        remoteWrite: {},
        receivers: {},
        grafana: { enabled: true },
        controlPlane: false,
        runbooks: 'docs/alerts.md',
      },
      nodeFeatureDiscovery: { owner: 'superpod' },
      policy: { mode: 'deny', registries: [], priorityClasses: [], graceSeconds: 600, exceptions: {} },
      expiry: { graceDays: 14, warnDays: 30, image: 'docker.io/alpine/kubectl:1.35.3' },
      verify: { probe: { images: {}, minutes: 15, parallel: 4 } },
    },
    allow: {},
  })
})

test('the least valid tenant runs in the shared pool, with nobody in it', () => {
  expect(Tenant.parse(ada)).toEqual({
    ...ada,
    queue: { weight: 1, strategy: 'BestEffortFIFO', preemption: {} },
    access: { admins: [], members: [], viewers: [], auditors: [] },
    placement: { dedicated: [] },
    storage: {},
    egress: {},
    state: 'active',
  })
})

test('the least valid target is a kind', () => {
  expect(Target.parse({ kind: 'twin' })).toEqual({
    kind: 'twin',
    engine: 'terraform',
    state: { backend: 'local' },
    override: {},
  })
})

describe('a quantity', () => {
  const powerW = (written: unknown) => Pod.parse({ ...least, racks: { powerW: written } }).racks.powerW

  test('is one value however it is written', () => {
    expect([43000, '43000', '43k', '43.0k', '0.043M', 4.3e4].map(powerW)).toEqual(Array(6).fill(43_000))
  })

  test('counts in thousands and in 1,024ths without losing one', () => {
    expect(['10.2k', '1Ki', '1.5Ki', '3.3M'].map(powerW)).toEqual([10_200, 1024, 1536, 3_300_000])
  })

  test('fails where it is no whole number', () => {
    for (const written of ['1.0005k', '', ' 1', '1 k', '1K', 'k', '-1', '1e3', '0x10', 0.5, Number.NaN, null]) {
      expect(() => powerW(written), String(written)).toThrow()
    }
  })

  test('of any whole number of thousands is the same with k and without', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (thousands) => {
        expect(powerW(`${thousands}k`)).toBe(powerW(thousands * 1000))
      }),
    )
  })

  test('with three decimals and k is its thousandfold, exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (value) => {
        expect(powerW(`${(value / 1000).toFixed(3)}k`)).toBe(value)
      }),
    )
  })
})

describe('a list of names', () => {
  test('is a set: its order has no meaning', () => {
    const dedicated = (names: string[]) => Tenant.parse({ ...ada, placement: { dedicated: names } }).placement
    fc.assert(
      fc.property(fc.shuffledSubarray(['su1', 'su2', 'su3-r01', 'su3-r02-s1']), (names) => {
        expect(dedicated(names)).toEqual(dedicated([...names].sort()))
      }),
    )
  })

  test('of ports is in the order of numbers', () => {
    const { egress } = Tenant.parse({ ...ada, egress: { data: { cidr: '192.0.2.0/24', ports: [8443, 443, 80] } } })
    expect(egress['data']?.ports).toEqual([80, 443, 8443])
  })
})

test('a count of systems is kept apart from names, for the model to refuse', () => {
  expect(Tenant.parse({ ...ada, placement: { dedicated: 4 } }).placement).toEqual({ dedicated: [], count: 4 })
})

test('every day of the calendar is a date, and no other', () => {
  const expires = (day: string) => Tenant.safeParse({ ...ada, expires: day }).success
  fc.assert(
    fc.property(
      fc.integer({ min: 1990, max: 2100 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day))
        const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCFullYear() === year
        expect(expires(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)).toBe(isDay)
      },
    ),
  )
})

test('versions of a chart are one value with a v and without', () => {
  const { platform } = Pod.parse({
    ...least,
    platform: { kueue: { version: 'v0.19.2' }, gpuOperator: { version: '26.3.2' } },
  })
  expect(platform.kueue.version).toBe('0.19.2')
  expect(platform.gpuOperator.version).toBe('v26.3.2')
})

test('a hardware address and a GUID are one value however they are written', () => {
  const entry = (written: object) => Inventory.parse({ 'su1-r01-s1': written })['su1-r01-s1']
  const macs = ['94:6D:AE:00:00:01', '94-6d-ae-00-00-01', '946d.ae00.0001', '946dae000001']
  expect(macs.map((bmc) => entry({ macs: { bmc } })?.macs['bmc'])).toEqual(Array(4).fill('94:6d:ae:00:00:01'))
  const guids = ['0x946dae0300000001', '946d:ae03:0000:0001', '946DAE0300000001']
  expect(guids.map((guid) => entry({ guids: { ibp24s0: guid } })?.guids['ibp24s0'])).toEqual(
    Array(3).fill('946d:ae03:0000:0001'),
  )
})

test('a system is out of service for one of five reasons, and the rest of the entry is for people', () => {
  const state = (entry: object) => Pod.safeParse({ ...least, systems: { ...least.systems, state: { su1: entry } } })
  for (const name of ['maintenance', 'failed', 'rma', 'quarantine', 'outside']) {
    expect(state({ state: name }).success, name).toBe(true)
  }
  expect(state({ state: 'failed', since: '2026-11-02', reason: 'no link', ticket: 'DC-7' }).success).toBe(true)
  expect(state({ state: 'broken' }).success).toBe(false)
  expect(state({ reason: 'no state' }).success).toBe(false)
})
