import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generations } from '#catalog'
import { Pod } from '#config'
import { type Address, addressPlan, modelFindings, type PodModel, podModel, podValues } from '#model'
import { anyPod, loadedAnyPod } from '../kit/any-pod.ts'

const anyGeneration = fc.constantFrom(...Object.keys(generations))
const anySystems = fc
  .record({
    generation: anyGeneration,
    scalableUnits: fc.integer({ min: 1, max: 64 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ generation, scalableUnits, part }) => {
    const places = scalableUnits * (generations[generation]?.systemsPerScalableUnit.value ?? 1)
    // one in two is a pod of whole units
    return part < 0.5 ? { generation, scalableUnits } : { generation, scalableUnits, count: Math.ceil(places * part) }
  })

function withNetworks(systems: Parameters<typeof anyPod>[0], networks: object): PodModel {
  return podModel({ ...loadedAnyPod(systems), pod: Pod.parse({ name: 'tiny', systems, networks }) })
}

function addressOf(plan: readonly Address[], host: string): Address {
  const address = plan.find((each) => each.host === host)
  if (!address) throw new Error(`no host ${host}`)
  return address
}

test('a system has an address in band, out of band, in storage and in each rail, by names that say so', () => {
  const plan = addressPlan(anyPod({ generation: 'dgx-h100', scalableUnits: 1 }))
  const own = plan.filter(({ device }) => device === 'su1-r01-s2')
  expect(own.map(({ host, network, ipv4 }) => [host, network, ipv4])).toEqual([
    ['su1-r01-s2', 'inBand', '10.152.0.65'],
    ['su1-r01-s2-bmc', 'outOfBand', '10.154.1.1'],
    ['su1-r01-s2-storage', 'storage', '10.156.0.65'],
    ...Array.from({ length: 8 }, (_, rail) => [`su1-r01-s2-rail${rail}`, `rail${rail}`, `10.${160 + 2 * rail}.0.72`]),
  ])
})

test('two planes have addresses of their own for every rail', () => {
  const plan = addressPlan(anyPod({ generation: 'dgx-b300-spectrum-x', scalableUnits: 1 }))
  expect(addressOf(plan, 'su1-r01-s1-rail7-plane1').ipv4).toBe('10.167.0.64')
  expect(addressOf(plan, 'su1-r01-s1-rail0-plane2').ipv4).toBe('10.168.0.64')
})

test('management nodes, the fabric manager, switches and PDUs have addresses too', () => {
  const plan = addressPlan(anyPod({ generation: 'dgx-h100', scalableUnits: 1 }))
  for (const host of [
    'mgmt-01',
    'mgmt-01-bmc',
    'fabric-manager',
    'su1-leaf-8',
    'spine-01',
    'su1-r08-pdu3',
    'm01-pdu1',
  ]) {
    expect(addressOf(plan, host).ipv4, host).toMatch(/^10\.15[14]\./)
  }
})

describe('the addresses of any pod', () => {
  test('are unique, and so are host names, which are names of hosts', () => {
    fc.assert(
      fc.property(anySystems, (systems) => {
        const plan = addressPlan(anyPod(systems))
        expect(new Set(plan.map(({ host }) => host)).size).toBe(plan.length)
        expect(new Set(plan.map(({ ipv4 }) => ipv4)).size).toBe(plan.length)
        expect(plan.filter(({ host }) => !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(host))).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  test('lie inside of their range, but for its first and its last', () => {
    fc.assert(
      fc.property(anySystems, (systems) => {
        const model = anyPod(systems)
        const ranges = podValues(model)['addresses'] as Record<
          string,
          { ipv4: string; addresses: number; needed: number }
        >
        const tooSmall = Object.values(ranges).filter(({ needed, addresses }) => needed > addresses)
        expect(tooSmall).toEqual([])
        const firsts = new Map(
          Object.entries(ranges).map(([name, { ipv4 }]) => [name, numberOf(ipv4.split('/')[0] ?? '')]),
        )
        const outside = addressPlan(model).filter(({ network, ipv4 = '' }) => {
          const offset = numberOf(ipv4) - (firsts.get(network) ?? 0)
          return !(offset > 0 && offset < (ranges[network]?.needed ?? 0))
        })
        expect(outside).toEqual([])
      }),
      { numRuns: 10 },
    )
  })

  test('stay when a unit is added', () => {
    fc.assert(
      fc.property(anyGeneration, fc.integer({ min: 1, max: 63 }), (generation, scalableUnits) => {
        const before = new Map(addressPlan(anyPod({ generation, scalableUnits })).map((each) => [each.host, each.ipv4]))
        const after = new Map(
          addressPlan(anyPod({ generation, scalableUnits: scalableUnits + 1 })).map((each) => [each.host, each.ipv4]),
        )
        expect([...before].filter(([host, ipv4]) => after.has(host) && after.get(host) !== ipv4)).toEqual([])
        // what may go is what belongs to one size of pod alone
        const gone = [...before.keys()].filter((host) => !after.has(host))
        expect(gone.filter((host) => !/^(spine|plane\d-spine|core|storage|in-band|out-of-band)-/.test(host))).toEqual(
          [],
        )
      }),
      { numRuns: 12 },
    )
  })

  test('stay when systems are added to a unit, replaced, or taken out of service', () => {
    const systems = { generation: 'dgx-h100', scalableUnits: 2, count: 40 }
    const before = addressPlan(anyPod(systems))
    const more = addressPlan(anyPod({ ...systems, count: 57 }))
    const hosts = new Map(more.map(({ host, ipv4 }) => [host, ipv4]))
    expect(before.filter(({ host, ipv4 }) => hosts.get(host) !== ipv4)).toEqual([])
    const loaded = loadedAnyPod(systems)
    const state = { su1: { state: 'outside' }, 'su2-r01-s1': { state: 'rma' } }
    const stated = podModel({
      ...loaded,
      pod: Pod.parse({ name: 'tiny', systems: { ...systems, state } }),
      inventory: { 'su1-r01-s1': { serial: 'A-2', guids: {}, macs: {} } },
    })
    expect(addressPlan(stated)).toEqual(before)
  })
})

test('IPv6 is where config gives it, at the same offset', () => {
  const ipv6 = { inBand: 'fd5e:2a61:7::/64', compute: 'fd5e:2a61:8::/48' }
  const plan = addressPlan(withNetworks({ generation: 'dgx-b300-spectrum-x', scalableUnits: 1 }, { ipv6 }))
  expect(addressOf(plan, 'su1-r01-s2')).toMatchObject({ ipv4: '10.152.0.65', ipv6: 'fd5e:2a61:7::41' })
  expect(addressOf(plan, 'su1-r01-s2-rail1-plane1').ipv6).toBe('fd5e:2a61:8:1000::48')
  expect(addressOf(plan, 'su1-r01-s2-bmc')).not.toHaveProperty('ipv6')
})

test('a rail may have a range of its own', () => {
  const networks = { rails: { rail3: '10.200.0.0/16' } }
  const plan = addressPlan(withNetworks({ generation: 'dgx-h100', scalableUnits: 1 }, networks))
  expect(addressOf(plan, 'su1-r01-s1-rail3').ipv4).toBe('10.200.0.64')
  expect(addressOf(plan, 'su1-r01-s1-rail4').ipv4).toBe('10.168.0.64')
})

test('the default ranges hold sixty-four units of any generation, and overlap nowhere', () => {
  for (const generation of Object.keys(generations)) {
    const findings = modelFindings(anyPod({ generation, scalableUnits: 64 }), { at: '2026-12-01' })
    expect(findings.filter(({ code }) => code.startsWith('networks/'))).toEqual([])
  }
})

function numberOf(ipv4: string): number {
  return ipv4.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
}
