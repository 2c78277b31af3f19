import { printedChange } from '../config-change.ts'
import { everyTenant, type PodRule } from '../draft.ts'
import { dataIsLost } from '../tenant/rooms.ts'

/** Rules for the target that a pod is delivered to. */
export const targetRules: readonly PodRule[] = [
  {
    at: /^(kind|name)$/,
    part: 'target',
    drafts: (change, models) => [
      {
        topic: 'target/kind',
        what: `${change.path} of the target ${printedChange(change)}`,
        why: 'another kind of cluster has other stacks: what is in the old one is managed by nobody',
        class: 'replaces the cluster',
        reaches: everyTenant(models),
        back: dataIsLost,
        explains: [{ kinds: [] }],
      },
    ],
  },
  {
    at: /^(context|kubeconfig|clusterId)$/,
    part: 'target',
    drafts: (change, models) => [
      {
        topic: 'target/cluster',
        what: `${change.path} ${printedChange(change)}`,
        why: 'the next apply goes to another cluster, or logs in as somebody else',
        class: 'secret or identity',
        reaches: everyTenant(models),
      },
    ],
  },
  {
    at: /^(state|engine)\b/,
    part: 'target',
    drafts: (change) => [
      {
        topic: 'target/state',
        what: `${change.path} ${printedChange(change)}`,
        why: 'state is read and written elsewhere, or by another engine: move it before the next apply, or everything looks new',
        class: 'secret or identity',
        reaches: [],
        back: { kind: 'steps', how: 'move the state back with the revert' },
      },
    ],
  },
  {
    at: /^artifacts\b/,
    part: 'target',
    drafts: (change, models) => [
      {
        topic: 'target/artifacts',
        what: `${change.path} ${printedChange(change)}`,
        why: 'charts and images come from elsewhere: who may write there decides what runs as root on every system',
        class: 'secret or identity',
        reaches: everyTenant(models),
        explains: [{ kinds: [] }],
      },
    ],
  },
]
