import { networkOperatorImages } from '#catalog'
import type { KubeObject } from '#core'
import { type NodeTaint, type Placement, requiredAffinity, tolerationsOf } from './placement.ts'

export interface NicClusterPolicyProps {
  /** Version of the network operator: its images have it. */
  readonly version: string
  /** Management nodes, for the controllers. */
  readonly placement: Placement
  /** Label that every system has, and nothing else: its DaemonSets run there. */
  readonly systemLabel: string
  /** Taints of all systems: its DaemonSets tolerate them. */
  readonly systemTaints: readonly NodeTaint[]
  /** UFM, where pods have partitions. @default the default partition is all there is */
  readonly ufm?: UfmAccess
}

/** How UFM is reached, and which GUIDs it may be told. */
export interface UfmAccess {
  /** Name of a Secret in the operator's namespace. */
  readonly secret: string
  readonly guids: { readonly first: string; readonly last: string }
}

/**
 * The NicClusterPolicy: second networks for pods of the systems, and addresses for them. No network driver: DGX OS has it.
 * It must be there before any SriovNetworkNodePolicy: the nodes' SR-IOV daemon waits for a label that comes from it.
 * @see https://docs.nvidia.com/networking/display/kubernetes2640
 */
export function nicClusterPolicy(props: NicClusterPolicyProps): KubeObject {
  const { version, placement, systemLabel, systemTaints, ufm } = props
  const image = (name: string) => ({
    image: name,
    repository: networkOperatorImages.value,
    version: `network-operator-v${version}`,
  })
  return {
    apiVersion: 'mellanox.com/v1alpha1',
    kind: 'NicClusterPolicy',
    // the operator knows this name only
    metadata: { name: 'nic-cluster-policy' },
    spec: {
      nvIpam: { ...image('nvidia-k8s-ipam'), enableWebhook: false },
      secondaryNetwork: { cniPlugins: image('plugins'), multus: image('multus-cni') },
      ...(ufm
        ? {
            ibKubernetes: {
              ...image('ib-kubernetes'),
              ufmSecret: ufm.secret,
              pKeyGUIDPoolRangeStart: ufm.guids.first,
              pKeyGUIDPoolRangeEnd: ufm.guids.last,
            },
          }
        : {}),
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: systemLabel, operator: 'Exists' }] }],
        },
      },
      tolerations: tolerationsOf(systemTaints),
      deploymentNodeAffinity: requiredAffinity(placement.nodeSelector).nodeAffinity,
      deploymentTolerations: placement.tolerations,
    },
  }
}
