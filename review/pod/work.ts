import type { PodModel } from '#model'
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
    at: /^platform\.kueue\.priorities\.[^.]+\.value$/,
    part: 'Kueue',
    drafts: (change, models) => [rank(change, models)],
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
        // the policy on placed work knows the names of classes: one more or less lets nothing else through
        knows: true,
        explains: [
          ...ofCharts(['kueue']),
          { kinds: ['WorkloadPriorityClass', 'ClusterQueue'] },
          { kinds: ['ValidatingAdmissionPolicy'], named: (name) => name === 'superpod-placed-work' },
        ],
      },
    ],
  },
  { at: /^platform\.policy\b/, part: 'policies', drafts: policy },
  { at: /^platform\.expiry\.warnDays$/, part: 'expiry', drafts: (change) => [warning(change)] },
  { at: /^platform\.expiry\.(graceDays|image)$/, part: 'expiry', drafts: (change, models) => [expiry(change, models)] },
]

function rank(change: ConfigChange, models: Models): PodDraft {
  const [was, is] = [models.before, models.after].map((model) => ranked(model))
  const common = was?.filter((name) => is?.includes(name)) ?? []
  const same = common.every((name, index) => is?.filter((each) => common.includes(each))[index] === name)
  return {
    topic: 'queues/rank',
    what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
    why: same
      ? `the order of the classes stays: ${is?.join(', ')}`
      : `classes rank otherwise, least first: ${was?.join(', ')} → ${is?.join(', ')}; work of a tenant gives way to work of its higher classes`,
    class: same ? 'in place' : 'restarts jobs',
    reaches: same ? [] : everyTenant(models),
    explains: [{ kinds: ['WorkloadPriorityClass'] }],
  }
}

function ranked({ platform }: PodModel): string[] {
  const all = Object.entries(platform.kueue.priorities)
  return all.sort(([, one], [, other]) => one.value - other.value).map(([name]) => name)
}

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
  const direction = directionOf(change)
  const looser = direction === 'looser'
  const [, exempt] = /exceptions\.([^.]+)/.exec(change.path) ?? []
  return [
    {
      topic: 'policies/setting',
      what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
      why: looser
        ? looserWhy(change)
        : 'work that was admitted keeps running; what breaks it is refused when it starts anew',
      class: looser ? 'access widened' : 'restarts jobs',
      reaches: exempt === undefined ? everyTenant(models) : [exempt],
      // a value of a kind that no rule knows is left to the table
      knows: direction === 'stricter',
      explains: [
        { kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'] },
        { kinds: ['Namespace'], fields: /^metadata\./ },
      ],
    },
  ]
}

function looserWhy({ path }: ConfigChange): string {
  return path.endsWith('graceSeconds')
    ? 'work may take longer to leave: whoever is owed its systems waits for that long'
    : 'work that was refused is admitted'
}

/** Whether more is let through than before, or less; undefined where nothing here can tell. */
function directionOf({ path, before, after }: ConfigChange): 'looser' | 'stricter' | undefined {
  const either = (looser: boolean) => (looser ? 'looser' : 'stricter')
  if (path.includes('exceptions')) return either(after !== undefined)
  if (path.endsWith('mode')) return either(after === 'audit')
  if (typeof before === 'number' && typeof after === 'number') return either(after > before)
  if (!Array.isArray(before) && !Array.isArray(after)) return undefined
  return either(letsInMore(path, words(before), words(after)))
}

// a list of registries that names nothing allows everything
function letsInMore(path: string, were: readonly string[], are: readonly string[]): boolean {
  if (path.endsWith('registries')) return are.length === 0 || (were.length > 0 && without(are, were).length > 0)
  return without(are, were).length > 0
}
