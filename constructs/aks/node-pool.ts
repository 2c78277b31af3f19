import { Construct } from 'constructs'
import { KubernetesClusterNodePool } from '#terraform/azurerm'
import type { NodeTaint } from '../placement.ts'

export interface AksNodePoolProps {
  /** Name of the pool: at most 12 lower-case letters and digits, a letter first. */
  readonly name: string
  /** Id of the cluster. */
  readonly cluster: string
  /** Id of the subnet of nodes. */
  readonly subnet: string
  readonly vmSize: string
  readonly count: number
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly NodeTaint[]
  readonly tags: Readonly<Record<string, string>>
  /** Whether its nodes have GPUs: the GPU operator brings their driver, not Azure. @default false */
  readonly gpus?: boolean
  /** Id of the group that capacity was reserved in. @default none: on demand */
  readonly capacityReservation?: string
}

/**
 * A node pool of one size. Systems are upgraded one at a time without a spare: nobody has GPUs left over for one. All systems
 * of one pool are in one scale set, which is what Azure joins by InfiniBand.
 * @see https://learn.microsoft.com/en-us/azure/aks/use-nvidia-gpu
 */
export class AksNodePool extends Construct {
  constructor(scope: Construct, id: string, props: AksNodePoolProps) {
    super(scope, id)
    const { name, cluster, subnet, vmSize, count, labels, taints, tags, gpus = false, capacityReservation } = props
    new KubernetesClusterNodePool(this, 'Resource', {
      name,
      kubernetesClusterId: cluster,
      vnetSubnetId: subnet,
      vmSize,
      nodeCount: count,
      mode: 'User',
      osSku: 'Ubuntu',
      maxPods: 110,
      hostEncryptionEnabled: true,
      nodePublicIpEnabled: false,
      nodeLabels: labels,
      nodeTaints: taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`),
      tags,
      ...(gpus ? { gpuDriver: 'None' } : {}),
      ...(capacityReservation === undefined ? {} : { capacityReservationGroupId: capacityReservation }),
      // a field that would replace the pool moves its work by way of a second one
      ...(gpus ? {} : { temporaryNameForRotation: 'rotating' }),
      upgradeSettings: gpus ? { maxUnavailable: '1' } : { maxSurge: '33%' },
    })
  }
}
