import { printedCount } from '#core'
import { type ConfigChange, printedChange } from '../config-change.ts'
import type { TenantDraft, TenantModels, TenantRule } from '../draft.ts'
import { expiryOf } from './expiry.ts'
import { quotaOf } from './gpus.ts'

const stops = {
  active: 'nothing holds its queue any more: what waits is admitted',
  suspended: 'the queue is held: admitted work keeps running, new work waits, and what restarts waits too',
  retired:
    'the queue is held and drained: its running jobs are ended, its guarantee goes back to the pool; data is kept until the tenant is destroyed by name',
} as const

/** Rules for how the work of a tenant is admitted, and when. */
export const workRules: readonly TenantRule[] = [
  {
    at: /^state$/,
    drafts: (change, { was, is }) => [
      {
        topic: 'tenant/state',
        what: `state ${printedChange(change)}`,
        why: `${stops[is.state]}${is.state === 'retired' ? ` (${printedCount(was.gpus.guaranteed)} GPUs)` : ''}`,
        class: is.state === 'active' ? 'in place' : 'restarts jobs',
        explains: [
          ...quotaOf(is.name),
          {
            kinds: ['ClusterQueue', 'Namespace', 'LocalQueue'],
            tenant: is.name,
            fields: /^(spec\.stopPolicy|metadata\.labels)\b/,
          },
        ],
      },
    ],
  },
  {
    at: /^(expires|graceDays)$/,
    drafts: (change, { is }) => {
      const later = isLater(change)
      return [
        {
          topic: 'tenant/term',
          what: `${change.path} ${printedChange(change)}`,
          why: later
            ? 'its queue is held later, or never; where its expiry holds it now, it is released'
            : 'after its last day the queue is held, and after its grace what still runs is ended',
          class: later ? 'in place' : 'restarts jobs',
          // the account may hold that one queue, and nothing else
          knows: true,
          explains: expiryOf(is.name),
        },
      ]
    },
  },
  {
    at: /^starts$/,
    drafts: (change) => [
      {
        topic: 'tenant/term',
        what: `${change.path} ${printedChange(change)}`,
        why: 'a date is judged when somebody asks: it is in no object of the cluster',
        class: 'nothing',
      },
    ],
  },
  {
    at: /^(title|contact|costCentre)$/,
    drafts: (change) => [
      {
        topic: 'tenant/words',
        what: `${change.path} ${printedChange(change)}`,
        why: 'it is for people, and changes what nobody runs',
        class: 'nothing',
        explains: [{ kinds: ['PrometheusRule', 'ConfigMap'] }],
      },
    ],
  },
  {
    at: /^queue\.preemption\./,
    drafts: (change, { is }) => [
      {
        topic: 'tenant/preemption',
        what: `${change.path.replace('queue.preemption.', '')} ${printedChange(change)}`,
        why:
          change.after === 'Never'
            ? 'less running work gives way than before'
            : 'which running work gives way to which is decided anew: jobs that ran on may be evicted',
        class: change.after === 'Never' ? 'in place' : 'restarts jobs',
        explains: [{ kinds: ['ClusterQueue'], tenant: is.name, fields: /^spec\.preemption\b/ }],
      },
    ],
  },
  { at: /^queue\.weight$/, drafts: (change, models) => [weighed(change, models)] },
  {
    at: /^queue\.strategy$/,
    drafts: (change, { is }) => [
      {
        topic: 'tenant/queue',
        what: `${change.path} ${printedChange(change)}`,
        why: 'it decides in which order new work is admitted; what runs goes on',
        class: 'in place',
        explains: [{ kinds: ['ClusterQueue'], tenant: is.name, fields: /^spec\.queueingStrategy\b/ }],
      },
    ],
  },
]

function weighed(change: ConfigChange, { is, after }: TenantModels): TenantDraft {
  const more = Number(change.after) > Number(change.before)
  const shares = is.cohort !== undefined && after.platform.kueue.fairSharing
  const others = after.tenants.filter(({ name, cohort }) => cohort === is.cohort && name !== is.name)
  const losers = more ? others.map(({ name }) => name) : [is.name]
  return {
    topic: 'tenant/weight',
    what: `${change.path} ${printedChange(change)}`,
    why: shares
      ? `by fair sharing, work that borrows gives way to whoever has less for its weight: ${more ? `work of ${is.name} may push out what others borrow` : 'what it borrows may be pushed out by others'}`
      : 'it decides nothing here: nothing is borrowed by shares',
    class: shares ? 'restarts jobs' : 'in place',
    ...(shares ? { reaches: [...new Set([is.name, ...losers])].sort(), restarts: losers } : {}),
    explains: [{ kinds: ['ClusterQueue'], tenant: is.name, fields: /^spec\.fairSharing\b/ }],
  }
}

// no day at all is later than any; grace counts like a day
function isLater({ before, after }: ConfigChange): boolean {
  if (before === undefined || after === undefined) return after === undefined
  return typeof before === 'number' && typeof after === 'number' ? after > before : `${after}` > `${before}`
}
