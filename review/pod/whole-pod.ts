import { wordList } from '#core'
import type { Draft } from '../draft.ts'
import type { ReviewedPod } from '../reviewed-pod.ts'
import { dataIsLost } from '../tenant/rooms.ts'

/** What it means that a pod comes, goes, or can be read on one side only. */
export function wholePodDraft(before: ReviewedPod, after: ReviewedPod): Draft[] {
  const { name } = after.model ?? before.model ?? {}
  if (name === undefined) return []
  const around = { part: 'pod', path: '', explains: [{ kinds: [] }] }
  if (after.model && before.findings.length === 0) {
    const gone = targetsGone(before, after)
    if (gone.length > 0) return [{ ...around, ...exchanged(after, gone) }]
    const why = 'all of it is made: there was nothing before that could be lost'
    return [
      {
        ...around,
        topic: 'pod/new',
        what: `the pod ${name} is new`,
        why,
        class: 'in place',
        knows: true,
        reaches: after.model.tenants.map((tenant) => tenant.name),
      },
    ]
  }
  if (before.model && after.findings.length === 0) {
    return [
      {
        ...around,
        topic: 'pod/gone',
        what: `the pod ${name} is gone: every tenant's namespaces and queues go with it`,
        why: 'nothing of it is in config any more: `superpod destroy` by name is the way, one target after the other',
        class: 'replaces the cluster',
        reaches: before.model.tenants.map((tenant) => tenant.name),
        back: dataIsLost,
      },
    ]
  }
  return []
}

/** Targets that base has and head has not: a new one beside them may be one of them by another name. */
function targetsGone({ loaded: was }: ReviewedPod, { loaded: is }: ReviewedPod): string[] {
  return was.pod ? was.targets.filter((name) => !is.targets.includes(name)) : []
}

function exchanged({ model, loaded }: ReviewedPod, gone: readonly string[]): Omit<Draft, 'part' | 'path'> {
  return {
    topic: 'pod/target-exchanged',
    what: `the target ${loaded.target?.name ?? ''} is new, and ${wordList(gone, 'and')} ${gone.length === 1 ? 'is' : 'are'} gone`,
    why: 'a target by another name has state of its own: what stands in the old one is managed by nobody, and nothing says what else changes',
    class: 'secret or identity',
    knows: true,
    reaches: model?.tenants.map(({ name }) => name) ?? [],
    back: { kind: 'steps', how: 'revert before anything is applied to the new target' },
  }
}
