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
  /** Whether adapters must be reset for new firmware parameters, as a warm reboot does not load them. @default false */
  readonly firmwareReset?: boolean
  /** What brings Node Feature Discovery, whose rules this release has too. @default somebody else has */
  readonly dependsOn?: readonly ITerraformDependable[]
}

/**
 * NVIDIA's network operator on DGX OS, whose image holds the network driver. Node Feature Discovery is the GPU
 * operator's: only its rules come from here. What it deploys on systems is a NicClusterPolicy, which is not this: the
 * chart has Deployments only, and waits for them, since the custom resources come right behind.
 */
export class NetworkOperatorRelease extends Construct {
  constructor(scope: Construct, id: string, props: NetworkOperatorReleaseProps) {
    super(scope, id)
    const { version, namespace, placement, firmwareReset = false, dependsOn } = props
    chartRelease(this, 'Resource', {
      chart: networkOperatorChart,
      version,
      namespace,
      wait: true,
      values: {
        nfd: { enabled: false, deployNodeFeatureRules: true },
        upgradeCRDs: true,
        sriovNetworkOperator: { enabled: true },
        maintenanceOperator: { enabled: false },
        operator: { ...placement, admissionController: { enabled: false } },
        'sriov-network-operator': {
          operator: {
            ...placement,
            resourcePrefix: 'nvidia.com',
            // its webhook needs cert-manager
            admissionControllers: { enabled: false },
          },
          sriovOperatorConfig: {
            deploy: true,
            // all adapters of a system at once
            featureGates: { parallelNicConfig: true, ...(firmwareReset ? { mellanoxFirmwareReset: true } : {}) },
          },
        },
      },
      ...(dependsOn ? { dependsOn } : {}),
    })
  }
}
