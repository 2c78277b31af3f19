import type { Progress } from '#core'
import { ApiFault, type Cluster, inParallel, type LiveObject, withPatience } from '#kube'
import { entriesByHand } from './added-field.ts'
import type { Drift } from './drift.ts'

/**
 * Puts objects right: what config has is applied as it is rendered, what was added by hand goes, and so does what config
 * does not have at all. Namespaces are first, custom resources last: the controllers that judge them may be among the rest.
 */
export async function repairDrift(cluster: Cluster, drifts: readonly Drift[], progress: Progress): Promise<void> {
  const wanted = drifts.filter((each) => each.wanted)
  const patience = { progress, step: 'repair' }
  for (const wave of ['room', 'built-in', 'custom'] as const) {
    await inParallel(
      wanted.filter((each) => waveOf(each) === wave),
      8,
      (each) => withPatience(patience, () => repaired(cluster, each)),
    )
  }
  const extra = drifts.flatMap((each) => (each.wanted || !each.live ? [] : [each.live]))
  await inParallel(extra, 8, (live) => withPatience(patience, () => cluster.delete(live)))
}

function waveOf({ wanted }: Drift): 'room' | 'built-in' | 'custom' {
  if (wanted?.kind === 'Namespace') return 'room'
  const [group = ''] = wanted?.apiVersion.includes('/') ? wanted.apiVersion.split('/') : ['']
  return !group.includes('.') || (group.endsWith('.k8s.io') && !group.endsWith('x-k8s.io')) ? 'built-in' : 'custom'
}

async function repaired(cluster: Cluster, { wanted, live, fields }: Drift): Promise<void> {
  if (!wanted) return
  for (const { path, wanted: own } of fields) {
    if (live && own === undefined) await cluster.patch(live, withoutAdded(path, wanted))
  }
  await disowned(cluster, await cluster.apply(wanted))
}

/** Whoever wrote an object by hand owns nothing of it any more: else its fields would count as added for ever. */
async function disowned(cluster: Cluster, object: LiveObject, tries = 5): Promise<void> {
  const byHand = entriesByHand(object)
  if (byHand.length === 0) return
  const kept = (object.metadata['managedFields'] as object[]).filter((entry) => !byHand.includes(entry))
  try {
    await cluster.patch(object, [
      { op: 'test', path: '/metadata/resourceVersion', value: object.metadata.resourceVersion },
      { op: 'replace', path: '/metadata/managedFields', value: kept },
    ])
  } catch (error) {
    // a controller wrote its status meanwhile
    const now = error instanceof ApiFault && tries > 1 ? await cluster.get(object) : undefined
    if (!now) throw error
    await disowned(cluster, now, tries - 1)
  }
}

/** A merge patch that takes a field away; an item of a list goes with the list, which is set to what config has. */
function withoutAdded(path: readonly string[], wanted: unknown): Record<string, unknown> {
  const [first = '', ...rest] = path
  const own = typeof wanted === 'object' && wanted !== null ? (wanted as Record<string, unknown>)[first] : undefined
  if (rest.length === 0 || rest[0]?.startsWith('[')) return { [first]: own ?? null }
  return { [first]: withoutAdded(rest, own) }
}
