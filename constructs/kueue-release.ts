import { Construct } from 'constructs'
import { kueueChart } from '#catalog'
import { chartRelease } from './chart-release.ts'
import { kueueConfig, type PodsReadyWait } from './kueue-config.ts'
import type { Placement } from './placement.ts'

export interface KueueReleaseProps {
  readonly version: string
  /** Namespace of the controller. */
  readonly namespace: string
  /** Management nodes. */
  readonly placement: Placement
  /** Controllers, one of which leads; from two on, one is always kept. @default 2 */
  readonly replicas?: number
  /** Prefixes of resources that no queue has quota on, beside rails, ephemeral storage and huge pages. @default none */
  readonly excludedResources?: readonly string[]
  /** Whether what is borrowed is shared out by the queues' weights. @default true */
  readonly fairSharing?: boolean
  /** How long a gang may take. @default half an hour, which is room for large images */
  readonly waitForPodsReady?: PodsReadyWait
}

/** Resources that work may ask for and no tenant has quota on: rails by name, and what a system has plenty of. */
const unmeteredResources = ['nvidia.com/resibp', 'rdma/', 'ephemeral-storage', 'hugepages-'] as const

/**
 * Kueue: admits jobs by quota, in gangs, to places that lie together.
 * Its CRDs are templates of its chart: uninstalling it takes every queue along, so it goes last.
 */
export class KueueRelease extends Construct {
  constructor(scope: Construct, id: string, props: KueueReleaseProps) {
    super(scope, id)
    const { version, namespace, placement, replicas = 2, fairSharing = true } = props
    const { waitForPodsReady = { timeoutMinutes: 30, recoveryMinutes: 30 } } = props
    const excludedResources = [...unmeteredResources, ...(props.excludedResources ?? [])]
    chartRelease(this, 'Resource', {
      chart: kueueChart,
      version,
      namespace,
      wait: true,
      values: {
        controllerManager: {
          replicas,
          ...(replicas > 1 ? spread(replicas) : {}),
          ...placement,
          featureGates: [{ name: 'TopologyAwareScheduling', enabled: true }],
          manager: { resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '4', memory: '4Gi' } } },
        },
        managerConfig: {
          controllerManagerConfigYaml: JSON.stringify(
            kueueConfig({ replicas, excludedResources, fairSharing, waitForPodsReady }),
            null,
            2,
          ),
        },
      },
    })
  }
}

function spread(replicas: number) {
  const labelSelector = { matchLabels: { 'app.kubernetes.io/name': 'kueue', 'control-plane': 'controller-manager' } }
  return {
    podDisruptionBudget: { enabled: true, minAvailable: replicas - 1 },
    topologySpreadConstraints: [
      { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector },
    ],
  }
}
