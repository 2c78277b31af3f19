import type { Alert } from './rule.ts'

/** Share of the time below which a GPU counts as idle. */
const idleBelow = 0.05

const gpus = 'resource="nvidia.com/gpu"'
const pending = `max by (cluster_queue) (kueue_cluster_queue_resource_pending{${gpus}})`
const free = `(${total('nominal_quota')} - (${total('resource_reservation')} or ${total('nominal_quota')} * 0))`

/** What keeps tenants from working, or from noticing that they do not. */
export const queueAlerts: readonly Alert[] = [
  {
    alert: 'QueueStuck',
    expr: `(${pending} > 0) <= ${free} and on (cluster_queue) (max by (cluster_queue) (kueue_cluster_queue_status{status="active"}) == 1)`,
    for: '30m',
    severity: 'warning',
    summary: 'work for {{ $value }} GPUs waits in {{ $labels.cluster_queue }}, whose quota has room for it',
    description:
      'For half an hour. Quota is not what it waits for: it may want whole systems or a unit that nobody can give it now, or Kueue does not get on.',
  },
  {
    alert: 'KueueDown',
    expr: 'absent(up{job="kueue"} == 1)',
    for: '5m',
    severity: 'critical',
    summary: 'Kueue is not there',
    description:
      'No controller of Kueue answers: nothing is admitted, and new Jobs in tenants’ namespaces are refused, since its webhook must see them.',
  },
  {
    alert: 'IdleGpus',
    expr: [
      '(sum by (namespace, pod) (superpod:pod_gpus:allocated) and on (namespace, pod)',
      `(max by (namespace, pod) (avg_over_time(DCGM_FI_PROF_GR_ENGINE_ACTIVE{pod!=""}[1h])) < ${idleBelow}))`,
      '* on (namespace) group_left (tenant) superpod:namespace:tenant',
    ].join(' '),
    for: '1h',
    severity: 'warning',
    summary: '{{ $labels.pod }} of {{ $labels.tenant }} holds {{ $value }} GPUs and uses none',
    description: `Not one of its GPUs was busy for ${idleBelow * 100} % of the last hour, or of the hour before.`,
  },
]

// two controllers tell the same: each flavor once
function total(metric: string): string {
  return `sum by (cluster_queue) (max by (cluster_queue, flavor) (kueue_cluster_queue_${metric}{${gpus}}))`
}
