import type { Dashboard, Panel, PanelUnit } from './dashboard.ts'

const here = 'superpod:system:info{scalable_unit="$scalable_unit"}'

/** One scalable unit: which of its systems is unlike the others. */
export const unitDashboard: Dashboard = {
  name: 'scalable-unit',
  title: 'SuperPOD: scalable unit',
  choices: [{ label: 'scalable_unit', from: 'superpod:system:info' }],
  panels: [
    bySystem('How busy GPUs are', 'percentunit', 'superpod:system_gpu_utilisation:avg'),
    byRack('Power of GPUs', 'watt', 'sum', 'DCGM_FI_DEV_POWER_USAGE'),
    bySystem('Hottest GPU', 'celsius', 'max by (node) (DCGM_FI_DEV_GPU_TEMP)'),
    bySystem('Hottest GPU memory', 'celsius', 'max by (node) (DCGM_FI_DEV_MEMORY_TEMP)'),
    bySystem('GPUs throttled by heat', 'short', throttled('DCGM_FI_DEV_THERMAL_VIOLATION')),
    bySystem('GPUs throttled by power', 'short', throttled('DCGM_FI_DEV_POWER_VIOLATION')),
    bySystem('NVLink retries a second', 'short', rate('DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL')),
    bySystem('Memory errors corrected a second', 'short', rate('DCGM_FI_DEV_ECC_SBE_VOL_TOTAL')),
    {
      title: 'GPUs that Kubernetes may hand out',
      kind: 'table',
      unit: 'short',
      width: 12,
      queries: [
        { expr: of('sum by (node) (kube_node_status_allocatable{resource="nvidia_com_gpu"})'), legend: '{{node}}' },
      ],
    },
    {
      title: 'Last XID of each GPU',
      description: 'The code stays until the GPU is reset: docs/alerts.md says which ones matter.',
      kind: 'table',
      unit: 'none',
      width: 12,
      queries: [{ expr: of('max by (node, gpu) (DCGM_FI_DEV_XID_ERRORS) > 0'), legend: '{{node}} {{gpu}}' }],
    },
  ],
}

function bySystem(title: string, unit: PanelUnit, expr: string): Panel {
  return { title, kind: 'timeseries', unit, width: 12, queries: [{ expr: of(expr), legend: '{{rack}} {{node}}' }] }
}

function byRack(title: string, unit: PanelUnit, total: string, metric: string): Panel {
  const expr = `${total} by (rack) (${of(metric)})`
  return { title, kind: 'timeseries', unit, width: 12, stacked: true, queries: [{ expr, legend: '{{rack}}' }] }
}

function of(expr: string): string {
  return `(${expr}) * on (node) group_left (rack) ${here}`
}

function rate(counter: string): string {
  return `sum by (node) (rate(${counter}[5m]))`
}

// how long is not told: sources disagree on the unit
function throttled(counter: string): string {
  return `count by (node) (rate(${counter}[5m]) > 0)`
}
