import { Construct } from 'constructs'
import { prometheusChart } from '#catalog'
import { chartRelease } from '../chart-release.ts'
import { tenantLabel } from '../labels.ts'
import type { Placement } from '../placement.ts'
import { type AlertReceiver, alertmanagerValues } from './alertmanager.ts'
import { grafanaValues } from './grafana.ts'
import { type RemoteStore, remoteWrites } from './remote-store.ts'
import { stateMetricsValues } from './state-metrics.ts'

export interface PrometheusReleaseProps {
  readonly version: string
  readonly namespace: string
  /** Management nodes, for everything but node-exporter, which is everywhere. */
  readonly placement: Placement
  /** Name of the pod: stores elsewhere know its samples by it. */
  readonly pod: string
  /** How long samples are kept, in days. */
  readonly retentionDays: number
  /** Claim of Prometheus. @default none: samples are lost when it restarts */
  readonly storage?: { readonly sizeGiB: number; readonly class?: string }
  /** Stores elsewhere, by name. @default none */
  readonly remoteStores?: Readonly<Record<string, RemoteStore>>
  /** Who is told of alerts, by name. @default nobody */
  readonly receivers?: Readonly<Record<string, AlertReceiver>>
  /** Grafana, with the name of the Secret of its administrator. @default none */
  readonly grafana?: { readonly adminSecret?: string }
  /** Whether the control plane's own processes are scraped. @default false */
  readonly controlPlane?: boolean
}

/** The chart's alerts on nodes that also fire for a system that config has taken out of service: ours look at its label. */
const replacedAlerts = [
  'KubeNodeNotReady',
  'KubeNodeUnreachable',
  'KubeNodeReadinessFlapping',
  'KubeletInstanceUnreachable',
  'KubeDaemonSetRolloutStuck',
  'KubeDaemonSetMisScheduled',
]

/**
 * Prometheus with its operator, Alertmanager, Grafana, node-exporter and kube-state-metrics. It does not wait, for one bad
 * system would fail it, and downloads nothing but its images. Its kinds come first: whoever makes a ServiceMonitor depends
 * on it. Without its admission webhook, which asks for hook Jobs and would stand in the way of a destroy: what it would
 * judge, tests have judged.
 */
export class PrometheusRelease extends Construct {
  constructor(scope: Construct, id: string, props: PrometheusReleaseProps) {
    super(scope, id)
    const { version, namespace, placement, receivers = {}, controlPlane = false } = props
    chartRelease(this, 'Resource', {
      chart: prometheusChart,
      version,
      namespace,
      wait: false,
      values: {
        defaultRules: { disabled: Object.fromEntries(replacedAlerts.map((name) => [name, true])) },
        ...controlPlaneValues(controlPlane),
        prometheusOperator: { ...placement, admissionWebhooks: { enabled: false }, tls: { enabled: false } },
        prometheus: { prometheusSpec: prometheusSpec(props) },
        alertmanager: alertmanagerValues(receivers, placement),
        grafana: grafanaValues(props.grafana, placement),
        'kube-state-metrics': stateMetricsValues(placement),
        'prometheus-node-exporter': nodeExporterValues,
      },
    })
  }
}

const nodeExporterValues = {
  // every node, whatever keeps work away from it
  tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }],
  // so that what is said of a system that is out of service can be told from the rest
  prometheus: {
    monitor: { relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }] },
  },
}

function controlPlaneValues(enabled: boolean) {
  const parts = ['kubeControllerManager', 'kubeScheduler', 'kubeEtcd', 'kubeProxy']
  return Object.fromEntries(parts.map((part) => [part, { enabled }]))
}

function prometheusSpec({ placement, pod, retentionDays, storage, remoteStores = {} }: PrometheusReleaseProps) {
  return {
    ...placement,
    ...selectors(),
    retention: `${retentionDays}d`,
    externalLabels: { superpod: pod },
    resources: { requests: { cpu: '1', memory: '4Gi' } },
    ...(storage ? storageSpec(storage) : {}),
    ...(Object.keys(remoteStores).length > 0 ? { remoteWrite: remoteWrites(remoteStores) } : {}),
  }
}

// everything, whatever release it is of, but nothing that a tenant could write
function selectors() {
  const outsideTenants = { matchExpressions: [{ key: tenantLabel, operator: 'DoesNotExist' }] }
  const kinds = ['serviceMonitor', 'podMonitor', 'rule', 'probe', 'scrapeConfig']
  return Object.fromEntries(
    kinds.flatMap((kind): [string, unknown][] => [
      [`${kind}SelectorNilUsesHelmValues`, false],
      [`${kind}NamespaceSelector`, outsideTenants],
    ]),
  )
}

// what fills a disk to the brim cannot be compacted any more
function storageSpec({ sizeGiB, class: storageClassName }: { readonly sizeGiB: number; readonly class?: string }) {
  return {
    retentionSize: `${Math.max(1, Math.floor(sizeGiB * 0.85))}GiB`,
    storageSpec: {
      volumeClaimTemplate: {
        spec: {
          ...(storageClassName === undefined ? {} : { storageClassName }),
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: `${sizeGiB}Gi` } },
        },
      },
    },
  }
}
