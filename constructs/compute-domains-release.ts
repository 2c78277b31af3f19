import { Construct } from 'constructs'
import { draDriverChart } from '#catalog'
import type { ITerraformDependable } from '#terraform'
import { chartRelease } from './chart-release.ts'
import { type NodeTaint, type Placement, tolerationsOf } from './placement.ts'

export interface ComputeDomainsReleaseProps {
  /** Version of the chart of the DRA driver. */
  readonly version: string
  readonly namespace: string
  /** Management nodes, for the controller. */
  readonly placement: Placement
  /** Taints of all systems: its DaemonSet tolerates them. */
  readonly systemTaints: readonly NodeTaint[]
  /** Whether the GPU operator brings the driver. @default the host has it */
  readonly managedDriver?: boolean
  /** What must be there before: the GPU operator. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[]
}

/**
 * ComputeDomains of NVIDIA's DRA driver, beside a ClusterPolicy: pods of several systems in one NVLink domain. GPUs stay
 * the device plugin's: both would give away the same ones.
 */
export class ComputeDomainsRelease extends Construct {
  constructor(scope: Construct, id: string, props: ComputeDomainsReleaseProps) {
    super(scope, id)
    const { version, namespace, placement, systemTaints, managedDriver = false, dependsOn } = props
    chartRelease(this, 'Resource', {
      chart: draDriverChart,
      version,
      namespace,
      wait: false,
      values: {
        nvidiaDriverRoot: managedDriver ? '/run/nvidia/driver' : '/',
        resources: { gpus: { enabled: false }, computeDomains: { enabled: true } },
        controller: placement,
        kubeletPlugin: { tolerations: tolerationsOf(systemTaints) },
      },
      ...(dependsOn ? { dependsOn } : {}),
    })
  }
}
