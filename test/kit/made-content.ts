import type { KubeObject } from '#core'
import { keyOf } from './whole-cluster.ts'

/** What a server gave to an object, and no delivery did. */
const givenByServer = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'clusterIP',
  'clusterIPs',
]

/** What deliveries keep for themselves: which one it is, what it has made, who applied it when. */
const ownRecord = /^superpod-(delivery|inventory-.*|applied-.*)$/

/** Kinds that controllers fill on the way, under names or addresses of chance. */
const byChance = ['IPAddress', 'Pod', 'Workload']

/**
 * All that a server holds as two servers can be compared by it: the content of each object by its key. Left out is what
 * each server, certificate or delivery has of its own; of Helm's records the names stay.
 */
export function madeContent(objects: readonly KubeObject[]): Map<string, string> {
  const made = objects.filter(({ kind, metadata }) => !byChance.includes(kind) && !ownRecord.test(metadata.name))
  return new Map(made.map((object) => [keyOf(object), JSON.stringify(comparable(content(object)))]))
}

function content(object: KubeObject): unknown {
  const { status: _status, ...rest } = object
  if (object.kind === 'Secret' && object['type'] === 'helm.sh/release.v1') return object['type']
  // the API server's own, on a port of its choice
  if (keyOf(object) === 'Service/default/kubernetes') return 'the API server'
  return rest
}

function comparable(value: unknown): unknown {
  if (typeof value === 'string') return isCertificate(value) ? 'a certificate' : value
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => !givenByServer.includes(key))
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, comparable(item)]))
}

function isCertificate(text: string): boolean {
  return text.startsWith('-----BEGIN ') || Buffer.from(text.slice(0, 16), 'base64').toString().startsWith('-----BEGIN ')
}
