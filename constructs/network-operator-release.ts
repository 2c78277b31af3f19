import { Construct } from 'constructs'
import { networkOperatorChart } from '#catalog'
import type { ITerraformDependable } from '#terraform'
import { chartRelease } from './chart-release.ts'
import type { Placement } from './placement.ts'

export interface NetworkOperatorReleaseProps {
  readonly version: string
  readonly namespace: string
  /** Management nodes, for the controllers. */
  readonly placement: Placement
  /** What brings Node Feature Discovery, whose rules this release has too. @default somebody else has */
  readonly dependsOn?: readonly ITerraformDependable[]
}

/**
 * NVIDIA's network operator on DGX OS, whose image holds the network driver. Node Feature Discovery is the GPU
 * operator's: only its rules come from here. What it deploys on systems is a NicClusterPolicy, which is not this.
 */
export class NetworkOperatorRelease extends Construct {
  constructor(scope: Construct, id: string, { version, namespace, placement, dependsOn }: NetworkOperatorReleaseProps) {
    super(scope, id)
    chartRelease(this, 'Resource', {
      chart: networkOperatorChart,
      version,
      namespace,
      wait: false,
      values: {
        nfd: { enabled: false, deployNodeFeatureRules: true },
        sriovNetworkOperator: { enabled: true },
        operator: placement,
        'sriov-network-operator': { operator: placement },
      },
      ...(dependsOn ? { dependsOn } : {}),
    })
  }
}
