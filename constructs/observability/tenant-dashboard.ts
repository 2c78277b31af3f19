import type { Dashboard, Panel } from './dashboard.ts'

const tenant = '{tenant="$tenant"}'
const queue = '{cluster_queue="$tenant", resource="nvidia.com/gpu"}'
const pods = `on (namespace) group_left () superpod:namespace:tenant${tenant}`

/** One tenant: what it may have, has, uses, waits for. Its queue has its name. */
export const tenantDashboard: Dashboard = {
  name: 'tenant',
  title: 'SuperPOD: tenant',
  choices: [{ label: 'tenant', from: 'superpod:namespace:tenant' }],
  panels: [
    ...['allocated', 'used', 'idle'].map(
      (what): Panel => ({
        title: `GPU-hours ${what}, last 24 hours`,
        kind: 'stat',
        unit: 'short',
        width: 6,
        queries: [{ expr: `sum_over_time(superpod:tenant_gpus:${what}${tenant}[24h]) / 60`, legend: what }],
      }),
    ),
    {
      title: 'Energy of its GPUs, last 24 hours',
      kind: 'stat',
      unit: 'kwatth',
      width: 6,
      queries: [{ expr: `sum_over_time(superpod:tenant_gpu_power:watts${tenant}[24h]) / 60000`, legend: 'energy' }],
    },
    {
      title: 'GPUs guaranteed, held and used',
      kind: 'timeseries',
      unit: 'short',
      width: 24,
      queries: [
        { expr: `sum(max by (flavor) (kueue_cluster_queue_nominal_quota${queue}))`, legend: 'guaranteed' },
        { expr: `superpod:tenant_gpus:allocated${tenant}`, legend: 'held' },
        { expr: `superpod:tenant_gpus:used${tenant}`, legend: 'used' },
      ],
    },
    {
      title: 'Work that waits',
      kind: 'timeseries',
      unit: 'short',
      width: 12,
      queries: [
        { expr: 'sum(max by (status) (kueue_pending_workloads{cluster_queue="$tenant"}))', legend: 'workloads' },
        { expr: `max(kueue_cluster_queue_resource_pending${queue})`, legend: 'GPUs' },
      ],
    },
    {
      title: 'How long work waited until it was admitted',
      description: 'Half of it, and nine of ten.',
      kind: 'timeseries',
      unit: 's',
      width: 12,
      queries: [0.5, 0.9].map((share) => ({ expr: waited(share), legend: `${share * 100} %` })),
    },
    {
      title: 'GPUs held, by queue',
      kind: 'timeseries',
      unit: 'short',
      width: 12,
      stacked: true,
      queries: [{ expr: `superpod:queue_gpus:allocated * ${pods}`, legend: '{{namespace}} {{local_queue}}' }],
    },
    {
      title: 'How busy the GPUs of each pod are',
      kind: 'bargauge',
      unit: 'percentunit',
      width: 12,
      queries: [
        {
          expr: `avg by (namespace, pod) (DCGM_FI_PROF_GR_ENGINE_ACTIVE{pod!=""} * ${pods})`,
          legend: '{{namespace}} {{pod}}',
        },
      ],
    },
  ],
}

function waited(share: number): string {
  const buckets = 'kueue_admission_wait_time_seconds_bucket{cluster_queue="$tenant"}'
  return `histogram_quantile(${share}, sum by (le) (rate(${buckets}[1h])))`
}
