import type { Draft } from '../draft.ts'
import type { ReviewedPod } from '../reviewed-pod.ts'
import { dataIsLost } from '../tenant/rooms.ts'

/** What it means that a pod comes, goes, or can be read on one side only. */
export function wholePodDraft(before: ReviewedPod, after: ReviewedPod): Draft[] {
  const { name } = after.model ?? before.model ?? {}
  if (name === undefined) return []
  const around = { part: 'pod', path: '', explains: [{ kinds: [] }] }
  if (after.model && before.findings.length === 0) {
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
