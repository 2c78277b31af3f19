import type { RecordingRule, RuleGroup } from './rule.ts'

/** Samples a minute: sums over an hour are divided by it. */
const samplesPerHour = 60

/** What joins metrics to systems, tenants and queues: each once, whatever the labels of Kubernetes are called. */
const joins: readonly RecordingRule[] = [
  {
    record: 'superpod:system:info',
    expr: `max by (node, scalable_unit, rack, pool, state) (${renamed(
      'kube_node_labels{label_superpod_scalable_unit!=""}',
      {
        label_superpod_scalable_unit: 'scalable_unit',
        label_superpod_rack: 'rack',
        label_superpod_pool: 'pool',
        label_superpod_state: 'state',
      },
    )})`,
  },
  {
    record: 'superpod:system:in_service',
    expr: 'max by (node, scalable_unit, rack, pool) (superpod:system:info{state=""})',
  },
  {
    record: 'superpod:namespace:tenant',
    expr: `max by (namespace, tenant) (${renamed('kube_namespace_labels{label_superpod_tenant!=""}', {
      label_superpod_tenant: 'tenant',
    })})`,
  },
  {
    record: 'superpod:pod:queue',
    expr: `max by (namespace, pod, cluster_queue, local_queue) (${renamed(
      'kube_pod_labels{label_kueue_x_k8s_io_cluster_queue_name!=""}',
      {
        label_kueue_x_k8s_io_cluster_queue_name: 'cluster_queue',
        label_kueue_x_k8s_io_local_queue_name: 'local_queue',
      },
    )})`,
  },
]

/** What pods hold, and what they do with it: a GPU is held from when its pod has a system until the pod ends. */
const held: readonly RecordingRule[] = [
  {
    record: 'superpod:pod_gpus:allocated',
    expr: [
      'sum by (namespace, pod, node) (kube_pod_container_resource_requests{resource="nvidia_com_gpu", node!=""})',
      '* on (namespace, pod) group_left ()',
      'max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"} == 1)',
    ].join(' '),
  },
  {
    record: 'superpod:pod_gpus:used',
    expr: 'sum by (namespace, pod, node) (DCGM_FI_PROF_GR_ENGINE_ACTIVE{pod!=""})',
  },
  {
    record: 'superpod:pod_gpu_power:watts',
    expr: 'sum by (namespace, pod, node) (DCGM_FI_DEV_POWER_USAGE{pod!=""})',
  },
]

const byTenant = 'group_left (tenant) superpod:namespace:tenant'
const byQueue = 'group_left (cluster_queue, local_queue) superpod:pod:queue'

/** Amounts of now, by tenant and by queue. */
const amounts: readonly RecordingRule[] = [
  ...['allocated', 'used'].flatMap((what): RecordingRule[] => [
    {
      record: `superpod:tenant_gpus:${what}`,
      expr: `sum by (tenant) (superpod:pod_gpus:${what} * on (namespace) ${byTenant})`,
    },
    {
      record: `superpod:queue_gpus:${what}`,
      expr: `sum by (cluster_queue, namespace, local_queue) (superpod:pod_gpus:${what} * on (namespace, pod) ${byQueue})`,
    },
  ]),
  ...['tenant', 'queue'].map((whose) => ({
    record: `superpod:${whose}_gpus:idle`,
    expr: `clamp_min(superpod:${whose}_gpus:allocated - superpod:${whose}_gpus:used, 0)`,
  })),
  {
    record: 'superpod:tenant_gpu_power:watts',
    expr: `sum by (tenant) (superpod:pod_gpu_power:watts * on (namespace) ${byTenant})`,
  },
  {
    record: 'superpod:queue_gpu_power:watts',
    expr: `sum by (cluster_queue, namespace, local_queue) (superpod:pod_gpu_power:watts * on (namespace, pod) ${byQueue})`,
  },
]

/** The same over the last hour. A sum of what was there each minute, never an average: that counts absence as presence. */
const hours: readonly RecordingRule[] = ['tenant', 'queue'].flatMap((whose) => [
  ...['allocated', 'used', 'idle'].map((what) => ({
    record: `superpod:${whose}_gpu_hours_${what}:sum1h`,
    expr: `sum_over_time(superpod:${whose}_gpus:${what}[1h]) / ${samplesPerHour}`,
  })),
  {
    record: `superpod:${whose}_gpu_energy_kwh:sum1h`,
    expr: `sum_over_time(superpod:${whose}_gpu_power:watts[1h]) / ${samplesPerHour * 1000}`,
  },
])

/** How busy GPUs are, from 0 to 1, by where they stand. */
const utilisation: readonly RecordingRule[] = [
  {
    record: 'superpod:system_gpu_utilisation:avg',
    expr: 'avg by (node) (DCGM_FI_PROF_GR_ENGINE_ACTIVE)',
  },
  ...['scalable_unit', 'rack', 'pool'].map((place) => ({
    record: `superpod:${place}_gpu_utilisation:avg`,
    expr: `avg by (${place}) (DCGM_FI_PROF_GR_ENGINE_ACTIVE * on (node) group_left (${place}) superpod:system:info)`,
  })),
  { record: 'superpod:gpu_utilisation:avg', expr: 'avg(DCGM_FI_PROF_GR_ENGINE_ACTIVE)' },
  { record: 'superpod:gpu_power:watts', expr: 'sum(DCGM_FI_DEV_POWER_USAGE)' },
]

/** GPUs, hours and energy by tenant and queue. Its interval is part of the sums: one sample a minute. */
export const accountingRules: RuleGroup = {
  name: 'superpod-accounting',
  interval: '1m',
  rules: [...joins, ...held, ...amounts, ...hours, ...utilisation],
}

function renamed(selector: string, names: Readonly<Record<string, string>>): string {
  return Object.entries(names).reduce(
    (inner, [from, to]) => `label_replace(${inner}, "${to}", "$1", "${from}", "(.*)")`,
    selector,
  )
}
