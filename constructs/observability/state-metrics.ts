import { tenantLabel } from '../labels.ts'
import type { Placement } from '../placement.ts'

/** Labels of nodes, namespaces and pods that rules join on. */
const joinedLabels: Readonly<Record<string, readonly string[]>> = {
  nodes: ['superpod/scalable-unit', 'superpod/rack', 'superpod/pool', 'superpod/state'],
  namespaces: [tenantLabel],
  pods: ['kueue.x-k8s.io/cluster-queue-name', 'kueue.x-k8s.io/local-queue-name'],
}

/** What kube-state-metrics watches: not Secrets and ConfigMaps, which it would have to be allowed to read. */
const collectors = [
  'certificatesigningrequests',
  'cronjobs',
  'daemonsets',
  'deployments',
  'endpointslices',
  'horizontalpodautoscalers',
  'ingresses',
  'jobs',
  'leases',
  'limitranges',
  'mutatingwebhookconfigurations',
  'namespaces',
  'networkpolicies',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'poddisruptionbudgets',
  'pods',
  'replicasets',
  'replicationcontrollers',
  'resourcequotas',
  'services',
  'statefulsets',
  'storageclasses',
  'validatingwebhookconfigurations',
  'volumeattachments',
]

/**
 * Values of kube-state-metrics. Tenant and queue of a GPU come from here, by the pod that holds it, and not from labels of
 * the DCGM exporter: that would ask for more rights on every system, and knows pods only, never whose namespace it is.
 */
export function stateMetricsValues(placement: Placement) {
  return {
    ...placement,
    collectors,
    metricLabelsAllowlist: Object.entries(joinedLabels).map(([kind, labels]) => `${kind}=[${labels.join(',')}]`),
  }
}
