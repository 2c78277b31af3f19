import type { Dashboard } from './dashboard.ts'

/** The pod as a whole: who has it, what it does, what is amiss. */
export const podDashboard: Dashboard = {
  name: 'pod',
  title: 'SuperPOD',
  choices: [],
  panels: [
    stat('Systems', 'count(superpod:system:info)'),
    stat('In service', 'count(superpod:system:in_service)'),
    stat('GPUs held', 'sum(superpod:tenant_gpus:allocated)'),
    stat('GPUs held and idle', 'sum(superpod:tenant_gpus:idle)'),
    stat('GPUs busy', 'superpod:gpu_utilisation:avg', 'percentunit'),
    stat('Power of GPUs', 'superpod:gpu_power:watts', 'watt'),
    {
      title: 'GPUs held, by tenant',
      kind: 'timeseries',
      unit: 'short',
      width: 12,
      stacked: true,
      queries: [{ expr: 'superpod:tenant_gpus:allocated', legend: '{{tenant}}' }],
    },
    {
      title: 'How busy GPUs are, by scalable unit',
      kind: 'timeseries',
      unit: 'percentunit',
      width: 12,
      queries: [{ expr: 'superpod:scalable_unit_gpu_utilisation:avg', legend: '{{scalable_unit}}' }],
    },
    {
      title: 'GPUs that waiting work asks for, by queue',
      kind: 'timeseries',
      unit: 'short',
      width: 12,
      stacked: true,
      queries: [
        {
          expr: 'max by (cluster_queue) (kueue_cluster_queue_resource_pending{resource="nvidia.com/gpu"}) > 0',
          legend: '{{cluster_queue}}',
        },
      ],
    },
    {
      title: 'GPUs held and idle, by tenant',
      kind: 'bargauge',
      unit: 'short',
      width: 12,
      queries: [{ expr: 'sort_desc(superpod:tenant_gpus:idle)', legend: '{{tenant}}' }],
    },
    {
      title: 'Alerts',
      kind: 'table',
      unit: 'none',
      width: 12,
      queries: [
        {
          expr: 'sum by (alertname, severity, node, tenant, cluster_queue) (ALERTS{alertstate="firing", severity!="none"})',
          legend: '{{alertname}}',
        },
      ],
    },
    {
      title: 'Out of service, as config says',
      kind: 'table',
      unit: 'none',
      width: 12,
      queries: [{ expr: 'superpod:system:info{state!=""}', legend: '{{node}}' }],
    },
  ],
}

function stat(title: string, expr: string, unit: 'short' | 'percentunit' | 'watt' = 'short') {
  return { title, kind: 'stat', unit, width: 4, queries: [{ expr, legend: title }] } as const
}
