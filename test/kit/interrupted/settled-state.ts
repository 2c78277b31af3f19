import type { KubeObject } from '#core'
import type { Cluster } from '#kube'
import { keyOf, wholeCluster } from '../whole-cluster.ts'

/** Kinds whose objects come and go by themselves, or have names by chance. */
const byChance = ['Pod', 'IPAddress', 'CertificateSigningRequest', 'Workload']

/** Fields that tell when and where something was made, and not what. */
const accidental = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'managedFields',
  'caBundle',
  'clusterIP',
  'clusterIPs',
  'deployment.kubernetes.io/revision',
]

/**
 * What a cluster holds in the end, whatever it took to get there: every object by its key, without what differs from
 * one undisturbed making to the next. Of a Helm release, that is the status of its newest revision.
 */
export async function settledState(cluster: Cluster): Promise<Map<string, string>> {
  const objects = (await wholeCluster(cluster)).filter((object) => !isByChance(object))
  const plain = objects
    .filter((object) => !isRevision(object))
    .map((object) => [keyOf(object), settled(object)] as const)
  return new Map([...plain, ...releases(objects.filter(isRevision))].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What differs between two states, a line each: empty when they are one. */
export function differences(wanted: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string[] {
  const keys = [...new Set([...wanted.keys(), ...found.keys()])].sort()
  return keys
    .filter((key) => wanted.get(key) !== found.get(key))
    .map((key) => `${key}: wanted ${wanted.get(key)}, found ${found.get(key)}`)
}

/** The service of the API server itself tells its port, which is any that was free. */
function isByChance({ kind, metadata: { name, namespace } }: KubeObject): boolean {
  return byChance.includes(kind) || (kind === 'Service' && namespace === 'default' && name === 'kubernetes')
}

function isRevision({ metadata }: KubeObject): boolean {
  return metadata.labels?.['owner'] === 'helm'
}

function releases(revisions: readonly KubeObject[]): [string, string][] {
  const newestLast = [...revisions].sort((a, b) => revisionOf(a) - revisionOf(b))
  return newestLast.map(({ metadata: { namespace, labels } }) => [
    `HelmRelease/${namespace}/${labels?.['name']}`,
    `${labels?.['status']}`,
  ])
}

function revisionOf({ metadata }: KubeObject): number {
  return Number(metadata.labels?.['version'])
}

function settled(object: KubeObject): string {
  const { status: _status, ...own } = object
  return JSON.stringify(plain(withoutChance(own)))
}

function withoutChance(object: KubeObject): Record<string, unknown> {
  const { kind, metadata, data, ...rest } = object as KubeObject & { data?: Record<string, string> }
  const certificates = kind === 'Secret' || metadata.name === 'kube-root-ca.crt' || metadata.namespace === 'kube-system'
  const content = certificates ? Object.keys(data ?? {}).sort() : (settledRecord(metadata.name, data) ?? data)
  if (kind !== 'Node') return { kind, metadata, data: content, ...rest }
  const { podCIDR: _one, podCIDRs: _all, ...spec } = rest['spec'] as Record<string, unknown>
  return { kind, metadata, spec }
}

/** Of what a cluster remembers of applies: which stack, how delivered, and that nothing of it is under way. */
function settledRecord(name: string, data: Readonly<Record<string, string>> = {}): object | undefined {
  if (!name.startsWith('superpod-applied-')) return undefined
  const { stack, delivery, begun } = data
  return { stack, delivery, isUnderWay: begun !== '' }
}

/** Keys in ascending order, without accidental ones; what an aggregation gathers has no order of its own. */
function plain(value: unknown, at = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => plain(item))
    return at === 'rules' ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key, item]) => !accidental.includes(key) && item !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, plain(item, key)]))
}
