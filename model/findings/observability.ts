import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'
import { isReal } from '../real-target.ts'

/** What is lost, told to nobody, or shown to everybody, of metrics and alerts. */
export function observabilityFindings(model: PodModel): Finding[] {
  if (!isReal(model.target)) return []
  const { observability } = model.platform
  return observability.owner === 'external'
    ? externalFindings(model)
    : [...keptFindings(model), ...toldFindings(model), ...remoteFindings(model), ...counterFindings(model)]
}

const path = (...keys: string[]) => ['platform.observability', ...keys].join('.')

function keptFindings({ platform: { observability } }: PodModel): Finding[] {
  if (observability.storage) return []
  return [
    {
      code: 'observability/metrics-not-kept',
      severity: 'info',
      path: path(),
      message: `metrics are to be kept for ${observability.retentionDays} days, but without storage they end when Prometheus restarts`,
      remedy: 'write observability.storage: { sizeGiB, class }, if GPU-hours are to be added up from them',
    },
  ]
}

function toldFindings({ platform: { observability } }: PodModel): Finding[] {
  if (Object.keys(observability.receivers).length > 0) return []
  return [
    {
      code: 'observability/nobody-told',
      severity: 'info',
      path: path(),
      message: 'alerts have no receivers, but somebody should be told of them',
      remedy: 'write observability.receivers, each with the name of the Secret that holds its address',
    },
  ]
}

function remoteFindings({ platform: { observability } }: PodModel): Finding[] {
  return Object.entries(observability.remoteWrite).flatMap(([name, { url, secret }]) => {
    if (secret === undefined || url.startsWith('https:')) return []
    return [
      {
        code: 'observability/secret-in-the-clear',
        severity: 'warning' as const,
        path: path('remoteWrite', name, 'url'),
        message: `${url} is asked with what is in the Secret ${secret}, but by http, which everybody on the way can read`,
        remedy: 'write an https address',
      },
    ]
  })
}

// the exporter's own list leaves out what half of the alerts on GPUs read
function counterFindings({ platform: { gpuOperator, observability } }: PodModel): Finding[] {
  if (gpuOperator.owner === 'superpod' || !observability.rules) return []
  return [
    {
      code: 'observability/counters-external',
      severity: 'info',
      path: path('rules'),
      message:
        'alerts read counters of ECC, NVLink and throttling, but the owner of gpuOperator is external: its DCGM exporter exports none of them by default',
      remedy: 'see that its exporter has the counters of docs/observability.md',
    },
  ]
}

function externalFindings({ platform: { observability } }: PodModel): Finding[] {
  if (!observability.rules) return []
  return [
    {
      code: 'observability/external-labels',
      severity: 'info',
      path: path('owner'),
      message:
        'rules join on labels of nodes, namespaces and pods, but the owner of observability is external: its kube-state-metrics exports none of them by default',
      remedy: 'give its kube-state-metrics the list of labels of docs/observability.md',
    },
  ]
}
