import { railPriority, railVendor } from '#catalog'
import type { KubeObject } from '#core'

/** A selector of nodes, as labels and as what must hold of them. */
export interface NodeExpression {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists'
  readonly values?: readonly string[]
}

const sriov = 'sriovnetwork.openshift.io/v1'

export interface RailPolicyProps {
  /** Name of the rail: `rail0`. */
  readonly name: string
  readonly namespace: string
  /** Network device of the host. */
  readonly netdev: string
  /** Resource that pods ask for, without its prefix. */
  readonly resource: string
  readonly virtualFunctions: number
  /** In bytes. */
  readonly mtu: number
}

/**
 * A SriovNetworkNodePolicy: virtual functions of one adapter of every system, each a resource that a pod can ask for.
 * Making, changing or deleting it drains systems, and may reboot them.
 */
export function railPolicy({ name, namespace, netdev, resource, virtualFunctions, mtu }: RailPolicyProps): KubeObject {
  return {
    apiVersion: sriov,
    kind: 'SriovNetworkNodePolicy',
    metadata: { name, namespace },
    spec: {
      deviceType: 'netdevice',
      linkType: 'IB',
      isRdma: true,
      numVfs: virtualFunctions,
      mtu,
      priority: railPriority.value,
      resourceName: resource,
      nicSelector: { vendor: railVendor.value, pfNames: [netdev] },
      // a management node may have such an adapter too
      nodeSelector: {
        [`feature.node.kubernetes.io/pci-${railVendor.value}.present`]: 'true',
        'nvidia.com/gpu.present': 'true',
      },
    },
  }
}

export interface RailRolloutProps {
  readonly name: string
  readonly namespace: string
  readonly nodes: readonly NodeExpression[]
  /** Systems that may be drained at once; 0 leaves all as they are. */
  readonly maxUnavailable: number
}

/** A SriovNetworkPoolConfig: how many of some systems are drained at once. A system may be in one of them only. */
export function railRollout({ name, namespace, nodes, maxUnavailable }: RailRolloutProps): KubeObject {
  return {
    apiVersion: sriov,
    kind: 'SriovNetworkPoolConfig',
    metadata: { name, namespace },
    spec: { maxUnavailable, nodeSelector: { matchExpressions: nodes } },
  }
}

export interface RailAddressesProps {
  readonly name: string
  readonly namespace: string
  readonly subnet: string
  /** Addresses of the block that a system gets. */
  readonly blockSize: number
  /** Addresses that no pod gets, by first and last. */
  readonly kept: { readonly first: string; readonly last: string }
  /** Places in every block that no pod gets, from 0. */
  readonly ownPlaces: readonly number[]
  readonly nodes: readonly NodeExpression[]
}

/**
 * An IPPool of nv-ipam: addresses for the pods of one rail, a block for each system that comes. There is no gateway:
 * nothing is routed between rails.
 * @see https://github.com/Mellanox/nvidia-k8s-ipam
 */
export function railAddresses(props: RailAddressesProps): KubeObject {
  const { name, namespace, subnet, blockSize, kept, ownPlaces, nodes } = props
  return {
    apiVersion: 'nv-ipam.nvidia.com/v1alpha1',
    kind: 'IPPool',
    metadata: { name, namespace },
    spec: {
      subnet,
      perNodeBlockSize: blockSize,
      exclusions: [{ startIP: kept.first, endIP: kept.last }],
      perNodeExclusions: ownPlaces.map((place) => ({ startIndex: place, endIndex: place })),
      nodeSelector: { nodeSelectorTerms: [{ matchExpressions: nodes }] },
    },
  }
}
