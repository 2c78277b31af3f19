import { type KubeObject, refusal } from '#core'
import { ApiFault, type Cluster } from '#kube'
import type { DeliveryKind } from './delivery-context.ts'
import { hasRoom, systemNamespace } from './delivery-record.ts'

/** Who did what, from which commit, and when. */
export interface Work {
  readonly action: 'apply' | 'destroy'
  /** Commit of the config; empty where it was in none. */
  readonly commit: string
  /** Whether files of the config were not committed. */
  readonly dirty: boolean
  readonly who: string
  /** `2026-11-24T10:02:31Z` */
  readonly when: string
}

/** What was done to a stack, as the cluster itself keeps it: whoever comes next, from whatever clone, can read it. */
export interface ApplyRecord {
  readonly stack: string
  /** What came to its end last; undefined where nothing has yet. */
  readonly ended?: Work | undefined
  /** What was begun after that, and has not come to its end. */
  readonly begun?: Work | undefined
  /** Hash of all that decided what the stack became. */
  readonly hash: string
  /** Hash of the pod's config. */
  readonly config: string
  /** Lineage of the state that it was applied with; empty for a delivery without one. */
  readonly lineage: string
  /** Serial of that state. */
  readonly serial: number
  readonly delivery: DeliveryKind
  /** Version of the object on the cluster. */
  readonly version?: string | undefined
}

const prefix = 'superpod-applied-'
const label = 'superpod/apply-record'

/** Records on a cluster, by the name of their stack. */
export async function applyRecords(cluster: Cluster): Promise<Map<string, ApplyRecord>> {
  const query = { apiVersion: 'v1', kind: 'ConfigMap', namespace: systemNamespace, labels: { [label]: 'true' } }
  const all = (await cluster.list(query)).map(recordOf)
  return new Map(all.map((record) => [record.stack, record]))
}

function recordOf(object: KubeObject): ApplyRecord {
  const { data = {} } = object as { data?: Readonly<Record<string, string>> }
  const { name, resourceVersion } = object.metadata as { name: string; resourceVersion?: string }
  return {
    stack: name.slice(prefix.length),
    ended: workOf(data['ended']),
    begun: workOf(data['begun']),
    hash: data['hash'] ?? '',
    config: data['config'] ?? '',
    lineage: data['lineage'] ?? '',
    serial: Number(data['serial'] ?? 0) || 0,
    delivery: data['delivery'] === 'manifests' ? 'manifests' : 'terraform',
    version: resourceVersion,
  }
}

function workOf(text: string | undefined): Work | undefined {
  try {
    return text ? (JSON.parse(text) as Work) : undefined
  } catch {
    return undefined
  }
}

/** Whether a record says that the stack is gone. */
export function isDestroyed({ ended, begun }: ApplyRecord): boolean {
  return ended?.action === 'destroy' && begun === undefined
}

/**
 * Writes that something is begun, before it is: of two that begin at once, one is refused.
 * @param known - the record as it was when the plan was made
 * @returns whether it is written: it cannot be before the namespace for it is there
 * @throws Fault(1) where somebody else has written it since
 */
export async function recordBegun(
  cluster: Cluster,
  record: ApplyRecord,
  known: ApplyRecord | undefined,
): Promise<boolean> {
  if (!(await hasRoom(cluster))) return false
  const object = objectOf(record)
  try {
    if (known)
      await cluster.apply({
        ...object,
        metadata: { ...object.metadata, resourceVersion: known.version } as KubeObject['metadata'],
      })
    else await cluster.create(object)
    return true
  } catch (error) {
    if (!(error instanceof ApiFault) || error.status !== 409) throw error
    throw movedOn(record.stack, (await applyRecords(cluster)).get(record.stack))
  }
}

/** Writes what has come to its end. */
export async function recordEnded(cluster: Cluster, record: ApplyRecord): Promise<void> {
  await cluster.apply(objectOf(record))
}

function objectOf({ stack, ended, begun, hash, config, lineage, serial, delivery }: ApplyRecord): KubeObject {
  const newest = ended ?? begun
  const data = {
    stack,
    delivery,
    commit: newest?.commit ?? '',
    who: newest?.who ?? '',
    when: newest?.when ?? '',
    ended: ended ? JSON.stringify(ended) : '',
    begun: begun ? JSON.stringify(begun) : '',
    hash,
    config,
    lineage,
    serial: `${serial}`,
  }
  const metadata = { name: `${prefix}${stack}`, namespace: systemNamespace, labels: { [label]: 'true' } }
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data }
}

/** A piece of work in words: `apply of 1a2b3c4d5e6f by Ada <ada@example.org> on 2026-11-24`. */
export function printedWork({ action, commit, dirty, who, when }: Work): string {
  const from = commit === '' ? 'no commit' : `${commit.slice(0, 12)}${dirty ? ' with uncommitted changes' : ''}`
  return `${action} of ${from} by ${who} on ${when.slice(0, 10)}`
}

/** What was begun or done last by a record, in words; undefined where it tells of neither. */
export function lastWork(record: ApplyRecord | undefined): string | undefined {
  const work = record?.begun ?? record?.ended
  return work && printedWork(work)
}

function movedOn(stack: string, now: ApplyRecord | undefined) {
  const work = lastWork(now)
  return refusal({
    code: 'record/moved-on',
    path: stack,
    message: `somebody else works on ${stack} since the plan was made${work ? `: ${work}` : ''}`,
    remedy: 'wait until that has ended, then run the command again: it plans anew',
  })
}
