import {
  type Finding,
  fieldChanges,
  groupedKey,
  type KubeObject,
  objectKey,
  stableText,
  stackLabel,
  stackOf,
} from '#core'
import { ApiFault, type Cluster, inParallel, type LiveObject, writtenPart } from '#kube'
import { addedFields, entriesByHand } from './added-field.ts'
import { type FieldDrift, fieldDrift } from './field-drift.ts'
import type { WantedObject } from './wanted-object.ts'

/** One object that is not as config has it. */
export interface Drift {
  readonly difference: 'changed' | 'missing' | 'extra'
  readonly stack: string
  /** Terraform address; empty for what config does not have. */
  readonly address: string
  readonly wanted?: KubeObject
  readonly live?: LiveObject
  /** What differs in a changed object. */
  readonly fields: readonly FieldDrift[]
  /** Programs that wrote it by hand, as the server noted: `kubectl-edit`. */
  readonly by: readonly string[]
}

/** What was compared, and what came of it. */
export interface DriftReport {
  readonly drifts: readonly Drift[]
  /** Objects that config has. */
  readonly compared: number
  /** What could not be read, and so is not said to be as config has it. */
  readonly findings: readonly Finding[]
}

/**
 * Compares a cluster with the objects that config has: one list a kind for what carries our label, one request for each
 * other object, and one more for each that seems to differ: the server says how it would write it.
 * @param isOurs - whether a stack is one of those compared: what carries the label of another is not looked at
 */
export async function driftOf(
  cluster: Cluster,
  wanted: readonly WantedObject[],
  isOurs: (stack: string) => boolean,
): Promise<DriftReport> {
  const findings: Finding[] = []
  const { listed, refused } = await labelledObjects(cluster, wanted, findings)
  const readable = wanted.filter(({ object }) => stackOf(object) === undefined || !refused.has(kindOf(object)))
  const compared = await inParallel(readable, 16, async (each) => {
    try {
      const live = listed.get(groupedKey(each.object)) ?? (await cluster.get(each.object))
      return await compare(cluster, each, live)
    } catch (error) {
      findings.push(unread(each.object, error))
      return undefined
    }
  })
  const known = new Set(wanted.map(({ object }) => groupedKey(object)))
  const extra = [...listed].filter(([key, live]) => !known.has(key) && isOurs(stackOf(live) ?? ''))
  const drifts = [...compared.filter((each) => each !== undefined), ...extra.map(([, live]) => extraOf(live))]
  return { drifts, compared: readable.length, findings }
}

async function labelledObjects(
  cluster: Cluster,
  wanted: readonly WantedObject[],
  findings: Finding[],
): Promise<{ listed: Map<string, LiveObject>; refused: Set<string> }> {
  const labelled = wanted.map(({ object }) => object).filter((object) => stackOf(object) !== undefined)
  const kinds = new Map(labelled.map((object) => [kindOf(object), object]))
  const refused = new Set<string>()
  const lists = await inParallel([...kinds], 8, async ([key, { apiVersion, kind }]) => {
    try {
      return await cluster.list({ apiVersion, kind, labels: { [stackLabel]: undefined } })
    } catch (error) {
      refused.add(key)
      findings.push(unread({ apiVersion, kind, metadata: { name: '(all)' } }, error))
      return []
    }
  })
  const alive = lists.flat().filter(({ metadata }) => !metadata.deletionTimestamp)
  return { listed: new Map(alive.map((object) => [groupedKey(object), object])), refused }
}

function kindOf({ apiVersion, kind }: KubeObject): string {
  return `${apiVersion} ${kind}`
}

async function compare(
  cluster: Cluster,
  { stack, address, object }: WantedObject,
  live: LiveObject | undefined,
): Promise<Drift | undefined> {
  const facts = { stack, address, wanted: object }
  if (!live || live.metadata.deletionTimestamp) return { ...facts, difference: 'missing', fields: [], by: [] }
  const seeming = fieldDrift(object, live)
  const changed = seeming.length > 0 ? await realDrift(cluster, object, live, seeming) : []
  const added = addedFields(object, live)
  const fields = [...changed, ...added.filter(({ path }) => !changed.some((field) => isAt(path, field.path)))]
  if (fields.length === 0) return undefined
  const by = [...new Set(entriesByHand(live).map(({ manager = '' }) => manager))]
  return { ...facts, live, difference: 'changed', fields: object.kind === 'Secret' ? fields.map(veiled) : fields, by }
}

/**
 * What the server would write otherwise: `1000m` and `1` are one value to it, and its defaults are no drift.
 * @throws ApiFault where whoever asks may not try it
 */
async function realDrift(
  cluster: Cluster,
  wanted: KubeObject,
  live: LiveObject,
  seeming: readonly FieldDrift[],
): Promise<readonly FieldDrift[]> {
  try {
    const after = await cluster.apply(wanted, { dryRun: true })
    const [is, willBe] = [writtenPart(live), writtenPart(after)]
    if (stableText(is) === stableText(willBe)) return []
    const changes = fieldChanges(is, willBe)
    // an empty selector that goes is no change of a field, and still a change of everything
    if (changes.length === 0) return seeming
    return changes.map(({ path, before, after: own }) => ({ path, wanted: own, live: before }))
  } catch (error) {
    if (!(error instanceof ApiFault) || error.status === 403) throw error
    // a controller that judges its kind is away: what config says in so many words is told all the same
    return seeming.filter(
      ({ wanted: own }) => own !== undefined && !['{}', '[]', '""', 'null'].includes(JSON.stringify(own)),
    )
  }
}

/** What a Secret holds is shown to nobody. */
function veiled({ path, wanted, live }: FieldDrift): FieldDrift {
  const veil = (value: unknown) => (value === undefined ? undefined : '(hidden)')
  return { path, wanted: veil(wanted), live: veil(live) }
}

function extraOf(live: LiveObject): Drift {
  const by = [...new Set(entriesByHand(live).map(({ manager = '' }) => manager))]
  return { difference: 'extra', stack: stackOf(live) ?? '', address: '', live, fields: [], by }
}

function isAt(path: readonly string[], other: readonly string[]): boolean {
  return path.slice(0, other.length).join('\n') === other.join('\n')
}

function unread(object: KubeObject, error: unknown): Finding {
  if (!(error instanceof ApiFault)) throw error
  return {
    code: 'drift/unread',
    severity: 'error',
    path: objectKey(object),
    message: `the cluster did not let it be read: ${error.message}`,
    remedy: 'compare as somebody who may read all that the pod has',
  }
}
