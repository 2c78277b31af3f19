import type { KubeObject } from '#core'
import { type AddressSpan, holds, meet, spanOf } from './address-span.ts'
import { allPortsOf, commonPorts, everyPort, type PortRange, type Protocol, unionOfPorts } from './port-range.ts'

type Labels = Readonly<Record<string, string>>

/** A pod as NetworkPolicies see it. */
export interface PodEnd {
  readonly namespace: string
  readonly namespaceLabels: Labels
  readonly labels: Labels
  /** Addresses that it may have: a policy's range that meets them may be meant for it. @default none is */
  readonly addresses?: AddressSpan
  /** Ports of its containers by name. @default none has a name */
  readonly ports?: Readonly<Record<string, { readonly protocol: Protocol; readonly port: number }>>
}

/** Addresses that are no pod's. */
export interface OutsideEnd {
  readonly addresses: AddressSpan
}

/** One end of a connection. */
export type End = PodEnd | OutsideEnd

interface Selector {
  readonly matchLabels?: Labels
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: string
    readonly values?: readonly string[]
  }[]
}

interface Peer {
  readonly podSelector?: Selector
  readonly namespaceSelector?: Selector
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] }
}

interface PolicyPort {
  readonly protocol?: Protocol
  readonly port?: number | string
  readonly endPort?: number
}

interface PolicySpec {
  readonly podSelector?: Selector
  readonly policyTypes?: readonly string[]
  readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly PolicyPort[] }[]
  readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly PolicyPort[] }[]
}

type Direction = 'Ingress' | 'Egress'

/**
 * Ports that NetworkPolicies let connections through to, from one end to another. Where their text leaves it to the
 * network plugin (whether a range of addresses holds for pods) it is read in the way that lets more through.
 * @param policies - objects of kind NetworkPolicy, in any order
 * @returns by protocol and port ascending; empty: nothing passes
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function passingPorts(policies: readonly KubeObject[], from: End, to: End): PortRange[] {
  return commonPorts(letThrough(policies, 'Egress', from, to), letThrough(policies, 'Ingress', to, from))
}

/** Ranges of addresses that a policy names, the exceptions among them. */
export function namedRanges(policy: KubeObject): string[] {
  const { ingress = [], egress = [] } = specOf(policy)
  const peers = [...ingress.flatMap(({ from = [] }) => from), ...egress.flatMap(({ to = [] }) => to)]
  return peers.flatMap(({ ipBlock }) => (ipBlock ? [ipBlock.cidr, ...(ipBlock.except ?? [])] : []))
}

function letThrough(policies: readonly KubeObject[], direction: Direction, own: End, other: End): readonly PortRange[] {
  if (!isPod(own)) return everyPort
  const held = policies.filter((policy) => selects(policy, direction, own))
  if (held.length === 0) return everyPort
  const receiver = direction === 'Ingress' ? own : other
  const rules = held.flatMap((policy) =>
    rulesOf(specOf(policy), direction).map((rule) => ({ ...rule, namespace: policy.metadata.namespace ?? 'default' })),
  )
  return unionOfPorts(
    rules
      .filter(({ peers, namespace }) => peers.length === 0 || peers.some((peer) => isMeant(peer, other, namespace)))
      .flatMap(({ ports }) => portsOf(ports, receiver)),
  )
}

function selects(policy: KubeObject, direction: Direction, { namespace, labels }: PodEnd): boolean {
  const { podSelector = {}, policyTypes, egress } = specOf(policy)
  // a policy that names no types is for what comes in, and for what goes out where it has rules for that
  const types = policyTypes ?? ['Ingress', ...(egress === undefined ? [] : ['Egress'])]
  const home = policy.metadata.namespace ?? 'default'
  return home === namespace && types.includes(direction) && fits(podSelector, labels)
}

function rulesOf({ ingress = [], egress = [] }: PolicySpec, direction: Direction) {
  return direction === 'Ingress'
    ? ingress.map(({ from = [], ports = [] }) => ({ peers: from, ports }))
    : egress.map(({ to = [], ports = [] }) => ({ peers: to, ports }))
}

function isMeant({ ipBlock, podSelector, namespaceSelector }: Peer, end: End, home: string): boolean {
  if (ipBlock) return end.addresses !== undefined && isIn(ipBlock, end.addresses)
  if (!isPod(end)) return false
  const isThere = namespaceSelector ? fits(namespaceSelector, end.namespaceLabels) : end.namespace === home
  return isThere && fits(podSelector ?? {}, end.labels)
}

function isIn({ cidr, except = [] }: NonNullable<Peer['ipBlock']>, addresses: AddressSpan): boolean {
  return meet(spanOf(cidr), addresses) && !except.some((range) => holds(spanOf(range), addresses))
}

function portsOf(ports: readonly PolicyPort[], receiver: End): PortRange[] {
  if (ports.length === 0) return [...everyPort]
  return ports.flatMap(({ protocol = 'TCP', port, endPort }): PortRange[] => {
    if (port === undefined) return [allPortsOf(protocol)]
    const first = typeof port === 'number' ? port : numberOf(port, protocol, receiver)
    return first === undefined ? [] : [{ protocol, first, last: endPort ?? first }]
  })
}

function numberOf(name: string, protocol: Protocol, receiver: End): number | undefined {
  // rendering leaves numbers as text where the API takes both
  if (/^\d+$/.test(name)) return Number(name)
  const named = isPod(receiver) ? receiver.ports?.[name] : undefined
  return named?.protocol === protocol ? named.port : undefined
}

function fits({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => meetsExpression(operator, values, labels[key]))
  )
}

function meetsExpression(operator: string, values: readonly string[], value: string | undefined): boolean {
  if (operator === 'Exists') return value !== undefined
  if (operator === 'DoesNotExist') return value === undefined
  const isOne = value !== undefined && values.includes(value)
  return operator === 'In' ? isOne : !isOne
}

function isPod(end: End): end is PodEnd {
  return 'namespace' in end
}

function specOf(policy: KubeObject): PolicySpec {
  return (policy['spec'] ?? {}) as PolicySpec
}
