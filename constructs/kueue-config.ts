import { tenantNamespaces } from './labels.ts'

/** Kinds that Kueue queues: what a tenant may run. A kind that is not there is queued from when it is. */
const frameworks = [
  'batch/job',
  'jobset.x-k8s.io/jobset',
  'leaderworkerset.x-k8s.io/leaderworkerset',
  'trainer.kubeflow.org/trainjob',
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
  readonly fairSharing: boolean
  readonly waitForPodsReady: PodsReadyWait
}

/** How long a gang may take until all of its pods are ready: after that it gives its systems back. */
export interface PodsReadyWait {
  /** From admission on. */
  readonly timeoutMinutes: number
  /** For a pod that fails later. */
  readonly recoveryMinutes: number
  /** Times that it is tried again. @default for ever */
  readonly attempts?: number | undefined
}

/**
 * Configuration of Kueue's controller. Whoever writes one key writes all: the chart replaces the whole text.
 * Only tenants' namespaces are managed (or it would catch the operators' own hook Jobs), and there everything is,
 * whether it names a queue or not.
 * @see https://kueue.sigs.k8s.io/docs/reference/kueue-config.v1beta2/
 */
export function kueueConfig(props: KueueConfigProps): Record<string, unknown> {
  const { replicas, excludedResources, fairSharing } = props
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
    ...(fairSharing ? { fairSharing: { preemptionStrategies } } : {}),
    waitForPodsReady: waitForPodsReady(props.waitForPodsReady),
    resources: { excludeResourcePrefixes: excludedResources },
  }
}

const preemptionStrategies = ['LessThanOrEqualToFinalShare', 'LessThanInitialShare']

function waitForPodsReady({ timeoutMinutes, recoveryMinutes, attempts }: PodsReadyWait) {
  return {
    timeout: `${timeoutMinutes}m`,
    recoveryTimeout: `${recoveryMinutes}m`,
    blockAdmission: false,
    requeuingStrategy: {
      timestamp: 'Eviction',
      ...(attempts === undefined ? {} : { backoffLimitCount: attempts }),
      backoffBaseSeconds: 60,
      backoffMaxSeconds: 3600,
    },
  }
}
