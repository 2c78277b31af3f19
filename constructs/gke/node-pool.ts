import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import { ContainerNodePool, type ContainerNodePoolNodeConfig } from '#terraform/google'
import type { NodeTaint } from '../placement.ts'
import type { GpuNetwork } from './gpu-networks.ts'

/** What a node with GPUs has beyond others. */
export interface GpuMachine {
  /** Accelerator, as the cloud spells it: `nvidia-h100-mega-80gb`. */
  readonly accelerator: string
  readonly gpus: number
  /** Local disks that become the ephemeral storage of pods. */
  readonly localDisks: number
  /** Networks of its GPUs, in order of its interfaces. */
  readonly networks: readonly GpuNetwork[]
  /** Whether the cloud is asked to place its machines close together; where they are reserved, it has. @default false */
  readonly compact?: boolean
  /** Name of the reservation that it is taken from. @default none: on demand */
  readonly reservation?: string
}

export interface GkeNodePoolProps {
  readonly name: string
  /** Id of the cluster. */
  readonly cluster: string
  readonly region: string
  readonly zone: string
  readonly machineType: string
  readonly count: number
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly NodeTaint[]
  /** Address of the nodes' service account. */
  readonly serviceAccount: string
  /** Id of the key that disks are encrypted with. */
  readonly key: string
  /** Labels of the machines in the cloud. */
  readonly cloudLabels: Readonly<Record<string, string>>
  /** @default no GPUs */
  readonly gpu?: GpuMachine
  readonly dependsOn?: readonly ITerraformDependable[]
}

/** Label that keeps Google's own device plugin off a node, so that the GPU operator has it. */
const operatorLabel = { 'gke-no-default-nvidia-gpu-device-plugin': 'true' }

/**
 * A node pool on Container-Optimized OS in one zone. Systems are upgraded one at a time without a spare: nobody has GPUs
 * left over for one.
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/gpus
 */
export class GkeNodePool extends Construct {
  constructor(scope: Construct, id: string, props: GkeNodePoolProps) {
    super(scope, id)
    const { name, cluster, region, zone, count, gpu, dependsOn = [] } = props
    new ContainerNodePool(this, 'Resource', {
      name,
      cluster,
      location: region,
      nodeLocations: [zone],
      nodeCount: count,
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: gpu ? { maxSurge: 0, maxUnavailable: 1 } : { maxSurge: 1, maxUnavailable: 0 },
      ...(gpu?.compact ? { placementPolicy: { type: 'COMPACT' } } : {}),
      networkConfig: networkConfig(gpu),
      nodeConfig: { ...nodeConfig(props), ...(gpu ? gpuConfig(gpu) : {}) },
      dependsOn: [...dependsOn],
    })
  }
}

function nodeConfig(props: GkeNodePoolProps): ContainerNodePoolNodeConfig {
  const { machineType, labels, taints, serviceAccount, key, cloudLabels, gpu } = props
  return {
    machineType,
    imageType: 'COS_CONTAINERD',
    labels: { ...labels, ...(gpu ? operatorLabel : {}) },
    taint: taints.map(({ key: name, value }) => ({ key: name, value, effect: 'NO_SCHEDULE' })),
    resourceLabels: cloudLabels,
    serviceAccount,
    // what the account may do is said by its roles
    oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
    bootDiskKmsKey: key,
    metadata: { 'disable-legacy-endpoints': 'true' },
    gvnic: { enabled: true },
    shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    workloadMetadataConfig: { mode: 'GKE_METADATA' },
    kubeletConfig: { insecureKubeletReadonlyPortEnabled: 'FALSE' },
  }
}

function gpuConfig(gpu: GpuMachine): Partial<ContainerNodePoolNodeConfig> {
  const { accelerator, gpus, localDisks, reservation } = gpu
  return {
    guestAccelerator: [
      {
        type: accelerator,
        count: gpus,
        // Google's installer puts the driver there as a DaemonSet of its own: the operator brings toolkit and device plugin
        gpuDriverInstallationConfig: { gpuDriverVersion: 'INSTALLATION_DISABLED' },
      },
    ],
    ephemeralStorageLocalSsdConfig: { localSsdCount: localDisks },
    ...(reservation === undefined
      ? {}
      : {
          reservationAffinity: {
            consumeReservationType: 'SPECIFIC_RESERVATION',
            key: 'compute.googleapis.com/reservation-name',
            values: [reservation],
          },
        }),
  }
}

function networkConfig(gpu: GpuMachine | undefined) {
  const additionalNodeNetworkConfigs = gpu?.networks.map((network) => ({ ...network })) ?? []
  return {
    enablePrivateNodes: true,
    ...(additionalNodeNetworkConfigs.length > 0 ? { additionalNodeNetworkConfigs } : {}),
  }
}
