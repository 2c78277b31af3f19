import { asGpus } from './accounting-rules.ts'
import type { Alert } from './rule.ts'

const ready = 'kube_node_status_condition{condition="Ready", status="true"}'
const system = '{{ $labels.node }} in {{ $labels.scalable_unit }}, rack {{ $labels.rack }}'

/**
 * What is amiss with systems and nodes as a whole.
 * @param gpusPerSystem - GPUs that a system has
 */
export function systemAlerts(gpusPerSystem: number): Alert[] {
  return [
    {
      alert: 'SystemOutOfService',
      expr: 'superpod:system:info{state!=""}',
      severity: 'none',
      summary: `${system} is out of service: {{ $labels.state }}`,
      description: 'As config says. It tells nobody: it silences what else is said of this node.',
    },
    {
      alert: 'SystemNotReady',
      expr: `superpod:system:in_service unless on (node) (${ready} == 1)`,
      for: '5m',
      severity: 'critical',
      summary: `${system} is not ready`,
      description:
        'Kubernetes has not heard from its kubelet for five minutes, or hears that it is not well. Gangs that ran there are requeued.',
    },
    {
      alert: 'NodeNotReady',
      expr: `${ready} == 0 unless on (node) superpod:system:info`,
      for: '5m',
      severity: 'critical',
      summary: '{{ $labels.node }}, which is no DGX system, is not ready',
      description: 'A management or control-plane node: controllers that run there may be down.',
    },
    gpuMissing(gpusPerSystem),
    {
      alert: 'SystemMetricsMissing',
      expr: `superpod:system:in_service and on (node) (${ready} == 1) unless on (node) DCGM_FI_DEV_GPU_TEMP`,
      for: '15m',
      severity: 'warning',
      summary: `${system} has no GPU metrics`,
      description: 'The system is ready, but nothing comes from its DCGM exporter: alerts on its GPUs are blind.',
    },
    {
      alert: 'SystemLabelsMissing',
      expr: 'absent(superpod:system:info)',
      for: '15m',
      severity: 'critical',
      summary: 'no system has its labels',
      description:
        'Either kube-state-metrics is down, or no node has the label superpod/scalable-unit: every alert on systems and GPUs is blind.',
    },
  ]
}

// a system that somebody has cut by MIG, though config does not say so, has other resources in place of GPUs
function gpuMissing(gpusPerSystem: number): Alert {
  const gpus = `sum by (node) (${asGpus('kube_node_status_allocatable')})`
  const cut = 'kube_node_status_allocatable{resource=~"nvidia_com_mig_.+"} > 0 unless on (node) superpod:device:gpus'
  const there = `(${gpus} or on (node) superpod:system:in_service * 0)`
  return {
    alert: 'GpuMissing',
    // sevenths add up to a little less than a whole
    expr: `round(${gpusPerSystem} * superpod:system:in_service - on (node) group_left () ${there}, 0.01) > 0 unless on (node) (${cut})`,
    for: '10m',
    severity: 'critical',
    summary: `${system} lacks {{ $value }} of its ${gpusPerSystem} GPUs`,
    description:
      'Kubernetes may hand out fewer GPUs there than a system has: the device plugin has none, or calls some unhealthy.',
  }
}
