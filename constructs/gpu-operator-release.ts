import { Construct } from 'constructs'
import { gpuOperatorChart } from '#catalog'
import { chartRelease } from './chart-release.ts'
import { type NodeTaint, type Placement, requiredAffinity, type Toleration, tolerationsOf } from './placement.ts'

export interface GpuOperatorReleaseProps {
  /** Version of the chart, without `v`. */
  readonly version: string
  readonly namespace: string
  /** Management nodes, for the controllers. */
  readonly placement: Placement
  /** Whether it brings the cluster's one Node Feature Discovery. @default true */
  readonly nodeFeatureDiscovery?: boolean
  /** Taints of all systems: its DaemonSets tolerate them. */
  readonly systemTaints: readonly NodeTaint[]
}

/**
 * NVIDIA's GPU operator on DGX OS, with the cluster's one Node Feature Discovery.
 * Driver and container toolkit are the host's. It does not wait: one system that is out of order would fail it.
 */
export class GpuOperatorRelease extends Construct {
  constructor(scope: Construct, id: string, props: GpuOperatorReleaseProps) {
    super(scope, id)
    const { version, namespace, placement, systemTaints, nodeFeatureDiscovery = true } = props
    const onSystems = tolerationsOf(systemTaints)
    const onManagement = { tolerations: placement.tolerations }
    chartRelease(this, 'Resource', {
      chart: gpuOperatorChart,
      version: `v${version.replace(/^v/, '')}`,
      namespace,
      wait: false,
      values: {
        driver: { enabled: false },
        toolkit: { enabled: false },
        cdi: { enabled: true },
        mig: { strategy: 'single' },
        operator: { ...onManagement, affinity: requiredAffinity(placement.nodeSelector) },
        daemonsets: { tolerations: onSystems },
        nfd: { enabled: nodeFeatureDiscovery },
        ...(nodeFeatureDiscovery ? { 'node-feature-discovery': nodeFeatureValues(placement, onSystems) } : {}),
      },
    })
  }
}

function nodeFeatureValues(placement: Placement, onSystems: readonly Toleration[]) {
  return {
    // taints of systems come from NodeFeatureRules, which the chart leaves off
    master: { ...placement, enableTaints: true },
    gc: placement,
    worker: { tolerations: [...onSystems, ...placement.tolerations] },
  }
}
