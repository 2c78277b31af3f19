import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KubeObject } from '#core'
import { spanOf } from '../../../model/reach/address-span.ts'
import { type End, type PodEnd, passingPorts } from '../../../model/reach/network-policy.ts'
import { type PortRange, printedPorts } from '../../../model/reach/port-range.ts'

const pod = (namespace: string, labels: Record<string, string> = {}, more: Partial<PodEnd> = {}): PodEnd => ({
  namespace,
  labels,
  namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
  ...more,
})
const outside = (cidr: string): End => ({ addresses: spanOf(cidr) })
const policy = (namespace: string, spec: object): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'policy', namespace },
  spec,
})
const said = (policies: readonly KubeObject[], from: End, to: End) => printedPorts(passingPorts(policies, from, to))

const [a, b] = [pod('a'), pod('b')]
const deny = (namespace: string) => policy(namespace, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })

describe('network policies', () => {
  test('that select nobody hold nobody', () => {
    expect(said([], a, b)).toBe('everything')
    expect(said([policy('a', { podSelector: { matchLabels: { app: 'other' } } })], b, a)).toBe('everything')
    expect(said([deny('c')], a, b)).toBe('everything')
    expect(said([deny('b')], outside('192.0.2.0/24'), a)).toBe('everything')
  })

  test('close both ways where either end is held', () => {
    for (const home of ['a', 'b']) {
      expect(said([deny(home)], a, b)).toBe('nothing')
      expect(said([deny(home)], b, a)).toBe('nothing')
    }
  })

  test('without types are for what comes in, and for what goes out where they have rules for that', () => {
    const silent = policy('a', { podSelector: {} })
    expect([said([silent], b, a), said([silent], a, b)]).toEqual(['nothing', 'everything'])
    const both = policy('a', { podSelector: {}, egress: [] })
    expect([said([both], b, a), said([both], a, b)]).toEqual(['nothing', 'nothing'])
    const out = policy('a', { podSelector: {}, policyTypes: ['Egress'] })
    expect([said([out], b, a), said([out], a, b)]).toEqual(['everything', 'nothing'])
  })

  test('a rule without peers is for all, one without ports for every port', () => {
    const all = policy('a', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] })
    expect([said([all], b, a), said([all], outside('192.0.2.1/32'), a)]).toEqual(['everything', 'everything'])
    const one = policy('a', { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] })
    expect(said([one], outside('192.0.2.1/32'), a)).toBe('TCP 80')
  })

  test('a selector of pods alone is for the policy’s own namespace, with one of namespaces for pods there', () => {
    const from = (peer: object) => policy('a', { podSelector: {}, ingress: [{ from: [peer] }] })
    const web = { matchLabels: { app: 'web' } }
    const isB = { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['b'] }] }
    const [own, there] = [pod('a', { app: 'web' }), pod('b', { app: 'web' })]
    expect([own, there, a].map((end) => said([from({ podSelector: web })], end, a))).toEqual([
      'everything',
      'nothing',
      'nothing',
    ])
    expect([b, there, own].map((end) => said([from({ namespaceSelector: isB })], end, a))).toEqual([
      'everything',
      'everything',
      'nothing',
    ])
    const both = from({ namespaceSelector: isB, podSelector: web })
    expect([there, b, own].map((end) => said([both], end, a))).toEqual(['everything', 'nothing', 'nothing'])
  })

  test('expressions select by what is there and what is not', () => {
    const by = (operator: string, values?: string[]) =>
      policy('a', { podSelector: { matchExpressions: [{ key: 'app', operator, values }] } })
    const [web, none] = [pod('a', { app: 'web' }), pod('a')]
    const held = (one: KubeObject, end: PodEnd) => said([one], b, end) === 'nothing'
    const both = (one: KubeObject) => [held(one, web), held(one, none)]
    expect(both(by('Exists'))).toEqual([true, false])
    expect(both(by('DoesNotExist'))).toEqual([false, true])
    expect(both(by('In', ['web']))).toEqual([true, false])
    expect(both(by('NotIn', ['web']))).toEqual([false, true])
  })

  test('a range is for what lies in it, but for its exceptions', () => {
    const ipBlock = { cidr: '192.0.2.0/24', except: ['192.0.2.64/26'] }
    const to = policy('a', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock }] }] })
    const reached = ['192.0.2.1/32', '192.0.2.70/32', '198.51.100.1/32', '2001:db8::1/128']
    expect(reached.map((cidr) => said([to], a, outside(cidr)))).toEqual(['everything', 'nothing', 'nothing', 'nothing'])
    expect(said([to], a, b)).toBe('nothing')
    // a plugin may take the range for pods too: it is read as if it did
    expect(said([to], a, pod('b', {}, { addresses: spanOf('192.0.0.0/16') }))).toBe('everything')
  })

  test('ports are of their protocol, from the first to the last, and by the name that a container gives them', () => {
    const on = (...ports: object[]) => policy('a', { podSelector: {}, ingress: [{ ports }] })
    expect(said([on({ port: 8000, endPort: 8010 })], b, a)).toBe('TCP 8000 to 8010')
    expect(said([on({ protocol: 'UDP' }, { port: '53' })], b, a)).toBe('TCP 53, all of UDP')
    const named = pod('a', {}, { ports: { web: { protocol: 'TCP', port: 8080 } } })
    expect([said([on({ port: 'web' })], b, named), said([on({ port: 'web' })], b, a)]).toEqual(['TCP 8080', 'nothing'])
    expect(said([on({ port: 'web', protocol: 'UDP' })], b, named)).toBe('nothing')
  })

  test('what passes is what both ends let through', () => {
    const out = policy('a', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ ports: [{ port: 1, endPort: 90 }] }],
    })
    const into = policy('b', {
      podSelector: {},
      ingress: [{ ports: [{ port: 80, endPort: 443 }, { protocol: 'UDP' }] }],
    })
    expect(said([out, into], a, b)).toBe('TCP 80 to 90')
  })
})

const labels = fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('x', 'y'))
const selector = fc.oneof(
  fc.record({ matchLabels: labels }),
  fc.record({
    matchExpressions: fc.array(
      fc.record({
        key: fc.constantFrom('app', 'tier'),
        operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
        values: fc.subarray(['x', 'y'], { minLength: 1 }),
      }),
      { maxLength: 2 },
    ),
  }),
)
const cidrs = ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '192.0.2.0/24']
const peer = fc.oneof(
  fc.record({ podSelector: selector, namespaceSelector: selector }, { requiredKeys: ['podSelector'] }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ ipBlock: fc.record({ cidr: fc.constantFrom(...cidrs), except: fc.subarray(cidrs) }) }),
)
const port = fc.record(
  {
    protocol: fc.constantFrom('TCP' as const, 'UDP' as const),
    port: fc.integer({ min: 78, max: 82 }),
    more: fc.integer({ min: 0, max: 2 }),
  },
  { requiredKeys: [] },
)
const ports = fc
  .array(port, { maxLength: 2 })
  .map((all) => all.map(({ more, ...each }) => (each.port && more ? { ...each, endPort: each.port + more } : each)))
const rules = (key: string) => fc.array(fc.record({ [key]: fc.array(peer, { maxLength: 2 }), ports }), { maxLength: 2 })
const policies = fc.array(
  fc
    .record({
      home: fc.constantFrom('a', 'b'),
      podSelector: selector,
      policyTypes: fc.subarray(['Ingress', 'Egress'], { minLength: 1 }),
      ingress: rules('from'),
      egress: rules('to'),
    })
    .map(({ home, ...spec }) => policy(home, spec)),
  { maxLength: 4 },
)
const aPod = fc.record({ namespace: fc.constantFrom('a', 'b'), labels, namespaceLabels: labels })
const end = fc.oneof<fc.Arbitrary<End>[]>(
  aPod,
  fc.constantFrom('10.1.2.3/32', '10.1.9.9/32', '10.9.9.9/32', '192.0.2.1/32').map(outside),
)

describe('any network policies', () => {
  const through = (ranges: readonly PortRange[], protocol: string, number: number) =>
    ranges.some((each) => each.protocol === protocol && each.first <= number && number <= each.last)

  test('let through one port exactly where each end has no policy, or one that says so', () => {
    fc.assert(
      fc.property(policies, end, end, fc.integer({ min: 76, max: 85 }), (all, from, to, number) => {
        const ranges = passingPorts(all, from, to)
        for (const protocol of ['TCP', 'UDP']) {
          const expected =
            sideLets(all, 'Egress', { own: from, other: to, protocol, number }) &&
            sideLets(all, 'Ingress', { own: to, other: from, protocol, number })
          expect(through(ranges, protocol, number)).toBe(expected)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('give the same in any order, and no less with one more rule than without', () => {
    fc.assert(
      fc.property(policies, end, end, (all, from, to) => {
        const plain = said(all, from, to)
        expect(said(all.toReversed(), from, to)).toBe(plain)
        const held = [deny('a'), deny('b')]
        const before = passingPorts([...held, ...all.slice(1)], from, to)
        const after = passingPorts([...held, ...all], from, to)
        for (const range of before) {
          expect(
            after.some(
              (wide) => wide.protocol === range.protocol && wide.first <= range.first && range.last <= wide.last,
            ),
          ).toBe(true)
        }
      }),
    )
  })
})

interface Connection {
  readonly own: End
  readonly other: End
  readonly protocol: string
  readonly number: number
}

/** The norm's text once more, for one port at a time. */
function sideLets(all: readonly KubeObject[], type: 'Ingress' | 'Egress', connection: Connection): boolean {
  const { own } = connection
  if (!('namespace' in own)) return true
  const applied = all.filter(({ metadata, spec }) => {
    const { podSelector, policyTypes } = spec as { podSelector: unknown; policyTypes: string[] }
    return metadata.namespace === own.namespace && policyTypes.includes(type) && chosen(podSelector, own.labels)
  })
  if (applied.length === 0) return true
  return applied.some(({ metadata, spec }) => {
    const side = type === 'Ingress' ? 'ingress' : 'egress'
    const list = (spec as Record<string, unknown>)[side] as { from?: unknown[]; to?: unknown[]; ports: unknown[] }[]
    return list.some(
      (rule) =>
        isPeer((type === 'Ingress' ? rule.from : rule.to) ?? [], connection.other, metadata.namespace ?? '') &&
        isPort(rule.ports, connection),
    )
  })
}

function isPort(list: unknown[], { protocol, number }: Connection): boolean {
  if (list.length === 0) return true
  return (list as { protocol?: string; port?: number; endPort?: number }[]).some((each) => {
    if ((each.protocol ?? 'TCP') !== protocol) return false
    return each.port === undefined || (number >= each.port && number <= (each.endPort ?? each.port))
  })
}

function isPeer(list: unknown[], other: End, home: string): boolean {
  if (list.length === 0) return true
  return (list as Record<string, unknown>[]).some((each) => {
    if (each['ipBlock']) {
      const { cidr, except } = each['ipBlock'] as { cidr: string; except: string[] }
      if ('namespace' in other) return false
      const at = other.addresses.first
      const within = (text: string) => spanOf(text).first <= at && at <= spanOf(text).last
      return within(cidr) && !except.some(within)
    }
    if (!('namespace' in other)) return false
    const there = each['namespaceSelector']
    if (there ? !chosen(there, other.namespaceLabels) : other.namespace !== home) return false
    return !each['podSelector'] || chosen(each['podSelector'], other.labels)
  })
}

function chosen(one: unknown, has: Readonly<Record<string, string>>): boolean {
  const { matchLabels = {}, matchExpressions = [] } = one as {
    matchLabels?: Record<string, string>
    matchExpressions?: { key: string; operator: string; values: string[] }[]
  }
  for (const [key, value] of Object.entries(matchLabels)) if (has[key] !== value) return false
  for (const { key, operator, values } of matchExpressions) {
    const value = has[key]
    if (operator === 'Exists' && value === undefined) return false
    if (operator === 'DoesNotExist' && value !== undefined) return false
    if (operator === 'In' && !(value !== undefined && values.includes(value))) return false
    if (operator === 'NotIn' && value !== undefined && values.includes(value)) return false
  }
  return true
}
