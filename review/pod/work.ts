import { type ConfigChange, printedChange, without, words } from '../config-change.ts'
import { everyTenant, type Models, type PodDraft, type PodRule } from '../draft.ts'
import { ofCharts } from './platform.ts'

/** Rules for how work is admitted, and what it is held to. */
export const workRules: readonly PodRule[] = [
  {
    at: /^platform\.kueue\.(preemption|fairSharing)\b/,
    part: 'Kueue',
    drafts: (change, models) => [
      {
        topic: 'queues/preemption',
        what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
        why: 'which running work gives way to which is decided anew: jobs that ran on may be evicted',
        class: 'restarts jobs',
        reaches: everyTenant(models),
        explains: [...ofCharts(['kueue']), { kinds: ['ClusterQueue'], fields: /^spec\.(preemption|fairSharing)\b/ }],
      },
    ],
  },
  {
    at: /^platform\.kueue\.waitForPodsReady\b/,
    part: 'Kueue',
    drafts: (change, models) => {
      const less = Number(change.after ?? Number.POSITIVE_INFINITY) < Number(change.before ?? Number.POSITIVE_INFINITY)
      return [
        {
          topic: 'queues/patience',
          what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
          why: less
            ? 'gangs that are not ready by then are evicted and queued again; controllers restart with it'
            : 'controllers restart with it; jobs go on, and nothing is admitted for some seconds',
          class: less ? 'restarts jobs' : 'rolling',
          reaches: everyTenant(models),
          explains: ofCharts(['kueue']),
        },
      ]
    },
  },
  {
    at: /^platform\.kueue\b/,
    part: 'Kueue',
    drafts: (change) => [
      {
        topic: 'queues/setting',
        what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
        why: 'new work is admitted by it; what runs goes on',
        class: 'in place',
        reaches: [],
        explains: [...ofCharts(['kueue']), { kinds: ['WorkloadPriorityClass', 'ClusterQueue'] }],
      },
    ],
  },
  { at: /^platform\.policy\b/, part: 'policies', drafts: policy },
  { at: /^platform\.expiry\.warnDays$/, part: 'expiry', drafts: (change) => [warning(change)] },
  { at: /^platform\.expiry\.(graceDays|image)$/, part: 'expiry', drafts: (change, models) => [expiry(change, models)] },
]

function warning(change: ConfigChange): PodDraft {
  const what = `warnDays ${printedChange(change)}`
  return { topic: 'expiry/warning', what, why: 'it is in no object of the cluster', class: 'nothing', reaches: [] }
}

function expiry(change: ConfigChange, models: Models): PodDraft {
  const { path, before, after } = change
  const isLess = typeof before === 'number' && typeof after === 'number' && after < before
  return {
    topic: 'expiry/setting',
    what: `${path.replace('platform.expiry.', '')} ${printedChange(change)}`,
    why: isLess ? 'what runs of an expired tenant is ended earlier' : 'it decides how and when expired tenants end',
    class: isLess ? 'restarts jobs' : 'in place',
    reaches: everyTenant(models),
    explains: [{ kinds: ['CronJob'] }],
  }
}

function policy(change: ConfigChange, models: Models): PodDraft[] {
  const looser = isLooser(change)
  const [, exempt] = /exceptions\.([^.]+)/.exec(change.path) ?? []
  return [
    {
      topic: 'policies/setting',
      what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
      why: looser
        ? 'work that was refused is admitted'
        : 'work that was admitted keeps running; what breaks it is refused when it starts anew',
      class: looser ? 'access widened' : 'restarts jobs',
      reaches: exempt === undefined ? everyTenant(models) : [exempt],
      knows: !looser,
      explains: [
        { kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'] },
        { kinds: ['Namespace'], fields: /^metadata\./ },
      ],
    },
  ]
}

// a list that names nothing allows everything
function isLooser({ path, before, after }: ConfigChange): boolean {
  if (path.includes('exceptions')) return after !== undefined
  if (!Array.isArray(before) && !Array.isArray(after)) return after === 'audit'
  const [were, are] = [words(before), words(after)]
  if (path.endsWith('registries')) return are.length === 0 || (were.length > 0 && without(are, were).length > 0)
  return without(are, were).length > 0
}
