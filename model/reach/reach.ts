import type { Finding, KubeObject } from '#core'
import { metadataAddresses } from '../metadata-address.ts'
import { platformNamespaces } from '../platform-namespace.ts'
import type { PodModel } from '../pod-model.ts'
import { type AddressSpan, holds, meet, piecesOf, printedSpan, spanOf } from './address-span.ts'
import { type End, namedRanges, passingPorts } from './network-policy.ts'
import { everyPort, type PortRange, printedPorts, unionOfPorts } from './port-range.ts'

/** What passes from one end to another, and what config declares. */
export interface ReachVerdict {
  readonly from: string
  readonly to: string
  readonly passes: readonly PortRange[]
  readonly declared: readonly PortRange[]
}

/** What NetworkPolicies let through between all ends of a pod. */
export interface ReachReport {
  /** Pairs that were judged, by what they are between. */
  readonly judged: { readonly rooms: number; readonly system: number; readonly outside: number }
  /** Verdicts of pairs between which something passes or should, in the order of their ends. */
  readonly verdicts: readonly ReachVerdict[]
}

interface Place {
  readonly name: string
  readonly end: End
  /** Tenant whose namespace it is; undefined: the system, or outside. */
  readonly tenant?: string
  readonly kind: keyof ReachReport['judged']
}

/** Label of a tenant's namespace. */
const tenantLabel = 'superpod/tenant'

const dns: readonly PortRange[] = [
  { protocol: 'TCP', first: 53, last: 53 },
  { protocol: 'UDP', first: 53, last: 53 },
]

/** Name of the pods that resolve names. */
const nameService = 'the name service'

/**
 * Every pair of a tenant's namespace with another, with the system's pods and with addresses outside: what passes by the
 * text of the NetworkPolicies, in both directions, against what config declares. Nothing is declared but the namespace
 * itself, the name service and the tenant's egress.
 * @param objects - Namespaces and NetworkPolicies, as rendered or as a cluster has them; others are passed over
 */
export function reachReport(model: PodModel, objects: readonly KubeObject[]): ReachReport {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy')
  const rooms = roomsOf(model, objects)
  const places = [...rooms, ...systemPlaces(model), ...outsidePlaces(model, policies)]
  const byNamespace = new Map<string, KubeObject[]>()
  for (const policy of policies) {
    const { namespace = 'default' } = policy.metadata
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), policy])
  }
  const judged = { rooms: 0, system: 0, outside: 0 }
  const verdicts: ReachVerdict[] = []
  const judge = (from: Place, to: Place, kind: Place['kind']) => {
    judged[kind]++
    const homes = new Set([from, to].flatMap(({ end }) => ('namespace' in end ? [end.namespace] : [])))
    const own = [...homes].flatMap((home) => byNamespace.get(home) ?? [])
    const passes = passingPorts(own, from.end, to.end)
    const declared = declaredPorts(model, from, to)
    if (passes.length + declared.length > 0) verdicts.push({ from: from.name, to: to.name, passes, declared })
  }
  for (const room of rooms) {
    for (const place of places) {
      judge(room, place, place.kind)
      if (place.kind !== 'rooms') judge(place, room, place.kind)
    }
  }
  return { judged, verdicts }
}

/** Pairs between which more or less passes than config declares. */
export function reachFindings({ verdicts }: ReachReport): Finding[] {
  return verdicts
    .filter(({ passes, declared }) => printedPorts(passes) !== printedPorts(declared))
    .map(({ from, to, passes, declared }) => ({
      code: 'network/undeclared-reach',
      severity: 'error',
      path: `reach.${from}`,
      message: `network policies let ${printedPorts(passes)} through from ${from} to ${to}, but config declares ${printedPorts(declared)}`,
      remedy: 'apply the pod, and remove network policies that are not its own',
    }))
}

function roomsOf(model: PodModel, objects: readonly KubeObject[]): Place[] {
  return objects
    .filter(({ kind, metadata: { labels = {} } }) => kind === 'Namespace' && labels[tenantLabel] !== undefined)
    .map(({ metadata: { name, labels = {} } }) => ({
      name,
      kind: 'rooms' as const,
      tenant: labels[tenantLabel] ?? '',
      end: podEnd(model, name, {}, labels),
    }))
}

function systemPlaces(model: PodModel): Place[] {
  const pods = (name: string, namespace: string, labels = {}): Place => ({
    name,
    kind: 'system',
    end: podEnd(model, namespace, labels, {}),
  })
  return [
    pods(nameService, 'kube-system', { 'k8s-app': 'kube-dns' }),
    ...platformNamespaces.map((namespace) => pods(namespace, namespace)),
  ]
}

function podEnd(model: PodModel, namespace: string, labels: Record<string, string>, more: object): End {
  const namespaceLabels = { 'kubernetes.io/metadata.name': namespace, ...more }
  return { namespace, labels, namespaceLabels, addresses: spanOf(model.networks.pods) }
}

/** All addresses but those of pods, cut where a policy, a network of the pod or a tenant's egress begins or ends. */
function outsidePlaces(model: PodModel, policies: readonly KubeObject[]): Place[] {
  const networks = networksOf(model)
  const egress = model.tenants.flatMap((tenant) => Object.values(tenant.egress).map(({ cidr }) => cidr))
  const cuts = [...policies.flatMap(namedRanges), ...egress, ...metadataAddresses].map(spanOf)
  const pods = spanOf(model.networks.pods)
  return [spanOf('0.0.0.0/0'), spanOf('::/0')]
    .flatMap((all) => piecesOf(all, [...cuts, ...networks.map(([, span]) => span), pods]))
    .filter((piece) => !meet(piece, pods))
    .map((piece) => ({ name: nameOf(piece, networks), kind: 'outside', end: { addresses: piece } }))
}

function networksOf({ networks }: PodModel): [name: string, span: AddressSpan][] {
  const { pods: _, rails, ipv6, ...plain } = networks
  const all = [...Object.entries(plain), ...Object.entries(rails), ...Object.entries(ipv6)]
  return [
    ...metadataAddresses.map((cidr): [string, AddressSpan] => ['metadata', spanOf(cidr)]),
    ...all.flatMap(([name, cidr]): [string, AddressSpan][] => (cidr === undefined ? [] : [[name, spanOf(cidr)]])),
  ]
}

function nameOf(piece: AddressSpan, networks: readonly (readonly [string, AddressSpan])[]): string {
  const network = networks.find(([, span]) => holds(span, piece))?.[0] ?? 'outside'
  return `${network} ${printedSpan(piece)}`
}

function declaredPorts({ tenants }: PodModel, from: Place, to: Place): PortRange[] {
  if (from.kind !== 'rooms') return []
  if (from === to) return [...everyPort]
  if (to.name === nameService) return unionOfPorts([...dns, ...egressTo(to)])
  return to.kind === 'rooms' ? [] : unionOfPorts(egressTo(to))

  function egressTo({ end: { addresses } }: Place): PortRange[] {
    const egress = Object.values(tenants.find(({ name }) => name === from.tenant)?.egress ?? {})
    return egress
      .filter(({ cidr }) => addresses !== undefined && meet(spanOf(cidr), addresses))
      .flatMap(({ ports }) => ports.map((port): PortRange => ({ protocol: 'TCP', first: port, last: port })))
  }
}
