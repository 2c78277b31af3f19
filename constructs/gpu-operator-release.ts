import { Construct } from 'constructs'
import { gpuOperatorChart } from '#catalog'
import { chartRelease } from './chart-release.ts'
import { type NodeTaint, type Placement, requiredAffinity, tolerationsOf } from './placement.ts'

export interface GpuOperatorReleaseProps {
  /** Version of the chart, without `v`. */
  readonly version: string
  readonly namespace: string
  /** Management nodes, for the controllers. */
  readonly placement: Placement
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
    const { version, namespace, placement, systemTaints } = props
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
        nfd: { enabled: true },
        'node-feature-discovery': {
          // taints of systems come from NodeFeatureRules, which the chart leaves off
          master: { ...placement, enableTaints: true },
          gc: placement,
          worker: { tolerations: [...onSystems, ...placement.tolerations] },
        },
      },
    })
  }
}
