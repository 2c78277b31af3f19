import { tenantNamespaces } from './labels.ts'

/** Kinds that Kueue queues: what a tenant may run. */
const frameworks = [
  'batch/job',
  'jobset.x-k8s.io/jobset',
  'leaderworkerset.x-k8s.io/leaderworkerset',
  'pod',
  'deployment',
  'statefulset',
]

/** What differs between one Kueue and another. */
export interface KueueConfigProps {
  /** Controllers: from two on, one of them leads. */
  readonly replicas: number
  /** Prefixes of resources that no queue has quota on: work that asks for any other is held back. */
  readonly excludedResources: readonly string[]
}

/**
 * Configuration of Kueue's controller. Whoever writes one key writes all: the chart replaces the whole text.
 * Only tenants' namespaces are managed (or it would catch the operators' own hook Jobs), and there everything is,
 * whether it names a queue or not.
 * @see https://kueue.sigs.k8s.io/docs/reference/kueue-config.v1beta2/
 */
export function kueueConfig({ replicas, excludedResources }: KueueConfigProps): Record<string, unknown> {
  return {
    apiVersion: 'config.kueue.x-k8s.io/v1beta2',
    kind: 'Configuration',
    health: { healthProbeBindAddress: ':8081' },
    metrics: { bindAddress: ':8443', enableClusterQueueResources: true },
    webhook: { port: 9443 },
    // one alone has nobody to wait for
    leaderElection: { leaderElect: replicas > 1, resourceName: 'c1f6bfd2.kueue.x-k8s.io' },
    controller: {
      groupKindConcurrency: {
        'Job.batch': 5,
        Pod: 5,
        'Workload.kueue.x-k8s.io': 10,
        'LocalQueue.kueue.x-k8s.io': 5,
        'ClusterQueue.kueue.x-k8s.io': 5,
        'ResourceFlavor.kueue.x-k8s.io': 1,
      },
    },
    clientConnection: { qps: 300, burst: 500 },
    manageJobsWithoutQueueName: true,
    managedJobsNamespaceSelector: tenantNamespaces,
    integrations: { frameworks },
    fairSharing: { preemptionStrategies: ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] },
    // a gang whose pods cannot all start gives its systems back; half an hour is room for large images
    waitForPodsReady: {
      timeout: '30m',
      recoveryTimeout: '30m',
      blockAdmission: false,
      requeuingStrategy: { timestamp: 'Eviction', backoffBaseSeconds: 60, backoffMaxSeconds: 3600 },
    },
    resources: { excludeResourcePrefixes: excludedResources },
  }
}
