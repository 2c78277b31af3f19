import { printedCount, wordList } from '#core'
import type { Explanation, TenantModels, TenantRule } from '../draft.ts'

/** Rules for the GPUs of a tenant. */
export const gpuRules: readonly TenantRule[] = [
  {
    at: /^gpus\.guaranteed$/,
    drafts: ({ before, after }, models) => [
      {
        topic: 'tenant/guarantee',
        what: `guaranteed ${printedCount(Number(before))} → ${printedCount(Number(after))} GPUs`,
        why: Number(after) < Number(before) ? whyLowered(models) : whyRaised(models),
        class: Number(after) < Number(before) ? 'restarts jobs' : 'in place',
        explains: quotaOf(models.is.name),
      },
    ],
  },
  {
    at: /^gpus\.burst$/,
    drafts: ({ before, after }, models) => {
      const { is, was } = models
      const off = is.gpus.burst <= is.gpus.guaranteed && was.gpus.burst > was.gpus.guaranteed
      const on = is.gpus.burst > is.gpus.guaranteed && was.gpus.burst <= was.gpus.guaranteed
      return [
        {
          topic: 'tenant/burst',
          what: `burst ${printedCount(Number(before))} → ${printedCount(Number(after))} GPUs${off ? ', borrowing off' : on ? ', borrowing on' : ''}`,
          why:
            Number(after) < Number(before)
              ? 'admitted work keeps running, new work waits until it holds less; a pod above the quota of its namespace cannot come back when it restarts'
              : 'limits grow in place; what it borrows more can be reclaimed by those who are guaranteed it',
          class: Number(after) < Number(before) ? 'restarts jobs' : 'in place',
          explains: quotaOf(is.name),
        },
      ]
    },
  },
  {
    at: /^gpus\.lend$/,
    drafts: ({ before, after }, models) => {
      const less = Number(after ?? models.is.gpus.guaranteed) < Number(before ?? models.was.gpus.guaranteed)
      return [
        {
          topic: 'tenant/lend',
          what: `lends ${before ?? 'all'} → ${after ?? 'all'} of its guaranteed GPUs`,
          why: less
            ? 'what others hold of it is more than they may: the tenant reclaims it when its own work needs it'
            : 'others may borrow more of what it does not use',
          class: 'in place',
          explains: quotaOf(models.is.name),
        },
      ]
    },
  },
]

/** Where the quota of a tenant stands in its own stack and in the shared one. */
export function quotaOf(tenant: string): Explanation[] {
  return [
    { kinds: ['ClusterQueue', 'ResourceQuota'], tenant, fields: /^spec\.(resourceGroups|hard)\b/ },
    { kinds: ['Namespace'], tenant, fields: /^metadata\.annotations\b/ },
    { kinds: ['Cohort'] },
    // dashboards, rules of alerts and of accounting carry what is guaranteed
    { kinds: ['PrometheusRule', 'ConfigMap'] },
  ]
}

function whyLowered({ was, is, after }: TenantModels): string {
  if (is.cohort === undefined) {
    return `admitted work keeps running, new work waits until the tenant holds at most ${printedCount(is.gpus.guaranteed)} GPUs; what restarts above that does not come back`
  }
  const count = Math.min(was.gpus.guaranteed - is.gpus.guaranteed, Math.max(0, is.gpus.burst - is.gpus.guaranteed))
  const others = reclaimers({ is, after })
  const by = others.length === 0 ? 'nobody, for no other tenant reclaims' : wordList(others, 'and')
  return `Kueue evicts nobody, but up to ${printedCount(count)} GPUs that its jobs hold are borrowed from then on: ${by} may reclaim them at any time, which restarts jobs of ${is.name}`
}

function whyRaised({ was, is }: TenantModels): string {
  const more = printedCount(is.gpus.guaranteed - was.gpus.guaranteed)
  if (is.cohort === undefined) return `${more} GPUs more of its own pool: nobody else has them`
  return `${more} GPUs that were guaranteed to nobody: whoever borrows them now gives them back when ${is.name} needs them, as before; Kueue evicts nobody for it`
}

function reclaimers({ is, after }: Pick<TenantModels, 'is' | 'after'>): string[] {
  return after.tenants
    .filter(({ name, cohort, state, gpus, queue }) => {
      const may = state === 'active' && gpus.guaranteed > 0 && queue.preemption.reclaimWithinCohort !== 'Never'
      return name !== is.name && cohort === is.cohort && may
    })
    .map(({ name }) => name)
}
