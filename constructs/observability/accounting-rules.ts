import type { RecordingRule, RuleGroup } from './rule.ts'

/** GPUs of one pool, cut into parts or shared by turns. */
export interface SharedGpus {
  /** Name of the pool. */
  readonly pool: string
  /** Resource of the parts, as Kubernetes names it: `nvidia.com/gpu`. */
  readonly resource: string
  /** What one part is of a whole GPU, above 0, at most 1. */
  readonly gpus: number
}

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

/** What a part is of a GPU, on each system that shares its GPUs; without a series a device is a whole GPU. */
function parts(shared: readonly SharedGpus[]): RecordingRule[] {
  return shared.map(({ pool, resource, gpus }) => ({
    record: 'superpod:device:gpus',
    expr: `max by (node) (superpod:system:info{pool="${pool}"}) * 0 + ${gpus}`,
    labels: { resource: resource.replace(/[^a-zA-Z0-9_]/g, '_') },
  }))
}

// only systems with whole GPUs: of a part nobody can say what it did, and power is told of GPUs
const whole = 'unless on (node) superpod:device:gpus'

/** What pods hold, and what they do with it: a GPU is held from when its pod has a system until the pod ends. */
const held: readonly RecordingRule[] = [
  {
    record: 'superpod:pod_gpus:allocated',
    expr: [
      `sum by (namespace, pod, node) (${asGpus('kube_pod_container_resource_requests', 'node!=""')})`,
      '* on (namespace, pod) group_left ()',
      'max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"} == 1)',
    ].join(' '),
  },
  {
    record: 'superpod:pod_gpus:used',
    expr: `sum by (namespace, pod, node) (DCGM_FI_PROF_GR_ENGINE_ACTIVE{pod!=""} ${whole})`,
  },
  {
    record: 'superpod:pod_gpu_power:watts',
    expr: `sum by (namespace, pod, node) (DCGM_FI_DEV_POWER_USAGE{pod!=""} ${whole})`,
  },
]

const byTenant = 'group_left (tenant) superpod:namespace:tenant'
const byQueue = 'group_left (cluster_queue, local_queue) superpod:pod:queue'

const measured = `(superpod:pod_gpus:allocated ${whole})`

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
  {
    record: 'superpod:tenant_gpus:idle',
    expr: `clamp_min(sum by (tenant) (${measured} * on (namespace) ${byTenant}) - superpod:tenant_gpus:used, 0)`,
  },
  {
    record: 'superpod:queue_gpus:idle',
    expr: `clamp_min(sum by (cluster_queue, namespace, local_queue) (${measured} * on (namespace, pod) ${byQueue}) - superpod:queue_gpus:used, 0)`,
  },
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

/**
 * GPUs, hours and energy by tenant and queue. Its interval is part of the sums: one sample a minute.
 * @param shared - parts of GPUs that Kubernetes counts in place of GPUs
 */
export function accountingRules(shared: readonly SharedGpus[]): RuleGroup {
  const rules = [...joins, ...parts(shared), ...held, ...amounts, ...hours, ...utilisation]
  return { name: 'superpod-accounting', interval: '1m', rules }
}

/**
 * A metric that counts devices, as GPUs: a part counts as what it is of one.
 * @param metric - with the labels `node` and `resource`
 * @param matchers - further ones. @default none
 */
export function asGpus(metric: string, matchers?: string): string {
  const of = (resource: string) => `${metric}{${[resource, ...(matchers === undefined ? [] : [matchers])].join(', ')}}`
  const cut = `${of('resource=~"nvidia_com_(gpu|mig_.+)"')} * on (node, resource) group_left () superpod:device:gpus`
  return `${cut} or ${of('resource="nvidia_com_gpu"')} unless on (node, resource) superpod:device:gpus`
}

function renamed(selector: string, names: Readonly<Record<string, string>>): string {
  return Object.entries(names).reduce(
    (inner, [from, to]) => `label_replace(${inner}, "${to}", "$1", "${from}", "(.*)")`,
    selector,
  )
}
