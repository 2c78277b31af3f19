import type { KubeObject } from '#core'

/** What is scraped, and where. */
export interface ServiceMonitorsProps {
  /** Namespace of the monitors themselves. */
  readonly namespace: string
  /** Namespace of Kueue's controller. */
  readonly kueueNamespace: string
  /** Namespace of the DCGM exporter. */
  readonly gpuNamespace: string
  /** Labels that its Prometheus selects by. @default none */
  readonly labels?: Readonly<Record<string, string>>
}

/**
 * ServiceMonitors of Kueue and of the DCGM exporter. Ours, and not those of their charts: an exporter's own would give its
 * namespace and its pod to every GPU that nobody holds, and rules could not tell whose a GPU is.
 */
export function serviceMonitors({ kueueNamespace, gpuNamespace, ...place }: ServiceMonitorsProps): KubeObject[] {
  return [
    monitor('kueue', place, {
      scraped: kueueNamespace,
      selector: { 'app.kubernetes.io/name': 'kueue', 'app.kubernetes.io/component': 'metrics-service' },
      endpoint: {
        port: 'https',
        scheme: 'https',
        // who may get /metrics is Kueue's to ask the API server; Prometheus's own account may
        bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
        // Kueue signs the certificate of its metrics itself, anew with every start
        tlsConfig: { insecureSkipVerify: true },
        relabelings: [job('kueue')],
      },
    }),
    monitor('dcgm-exporter', place, {
      scraped: gpuNamespace,
      selector: { app: 'nvidia-dcgm-exporter' },
      endpoint: {
        port: 'gpu-metrics',
        // namespace, pod and container are those of the pod that holds the GPU; where nobody does there are none
        honorLabels: true,
        relabelings: [
          { action: 'labeldrop', regex: '(namespace|pod|container|service|endpoint)' },
          { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
          job('dcgm-exporter'),
        ],
        metricRelabelings: [{ action: 'labeldrop', regex: 'Hostname|pci_bus_id|DCGM_FI_DRIVER_VERSION' }],
      },
    }),
  ]
}

interface Scrape {
  /** Namespace that is looked in. */
  readonly scraped: string
  readonly selector: Readonly<Record<string, string>>
  readonly endpoint: object
}

function monitor(
  name: string,
  { namespace, labels = {} }: Pick<ServiceMonitorsProps, 'namespace' | 'labels'>,
  { scraped, selector, endpoint }: Scrape,
): KubeObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: `superpod-${name}`, namespace, labels },
    spec: {
      namespaceSelector: { matchNames: [scraped] },
      selector: { matchLabels: selector },
      endpoints: [endpoint],
    },
  }
}

function job(replacement: string) {
  return { targetLabel: 'job', replacement }
}
