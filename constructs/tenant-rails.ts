import { Construct } from 'constructs'
import type { KubeObject } from '#core'
import type { ITerraformDependable } from '#terraform'
import { ObjectsRelease } from './objects-release.ts'

/** One network of one namespace: a rail that its pods can ask for. */
export interface RailNetworkProps {
  /** Name that pods ask for it by. */
  readonly name: string
  /** Namespace whose pods may. */
  readonly namespace: string
  /** Namespace of the network operator. */
  readonly operator: string
  /** Resource of the rail, without its prefix. */
  readonly resource: string
  /** Pool that addresses come from. */
  readonly pool: string
  /** Key of the partition: `0x0010`. @default the default partition */
  readonly partitionKey?: string
}

/**
 * A network of one rail in one namespace. By the SR-IOV operator, which makes the attachment; with a partition key the
 * attachment itself, since the operator's own kind has no field for one.
 */
export function railNetwork(props: RailNetworkProps): KubeObject {
  const { name, namespace, operator, resource, pool, partitionKey } = props
  const ipam = { type: 'nv-ipam', poolName: pool }
  if (partitionKey === undefined) {
    return {
      apiVersion: 'sriovnetwork.openshift.io/v1',
      kind: 'SriovIBNetwork',
      metadata: { name, namespace: operator },
      spec: { resourceName: resource, networkNamespace: namespace, linkState: 'enable', ipam: JSON.stringify(ipam) },
    }
  }
  const config = {
    cniVersion: '0.3.1',
    name,
    type: 'ib-sriov',
    pkey: partitionKey,
    link_state: 'enable',
    ibKubernetesEnabled: true,
    ipam,
  }
  return {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: {
      name,
      namespace,
      annotations: { 'k8s.v1.cni.cncf.io/resourceName': `nvidia.com/${resource}` },
    },
    spec: { config: JSON.stringify(config) },
  }
}

export interface TenantRailsProps {
  readonly tenant: string
  readonly networks: readonly RailNetworkProps[]
  /** The namespaces, so that networks come after them and go before them. */
  readonly dependsOn: readonly ITerraformDependable[]
}

/** The networks by which the pods of one tenant get rails: one for each rail and namespace. */
export class TenantRails extends Construct {
  constructor(scope: Construct, id: string, { tenant, networks, dependsOn }: TenantRailsProps) {
    super(scope, id)
    new ObjectsRelease(this, 'Resource', {
      name: `tenant-${tenant}-rails`,
      objects: networks.map(railNetwork),
      dependsOn,
    })
  }
}
