import { Construct } from 'constructs'
import { ComputeFirewall, ComputeNetwork, ComputeRouter, ComputeRouterNat, ComputeSubnetwork } from '#terraform/google'

export interface GkeNetworkProps {
  /** Name of the network, and beginning of the names of what is in it. */
  readonly name: string
  readonly region: string
  /** Addresses of nodes: a range. */
  readonly nodes: string
  /** Addresses of pods: a range. */
  readonly pods: string
  /** Addresses of services: a range. */
  readonly services: string
}

/**
 * The network of a cluster: one subnet with ranges for pods and services, flow logs, and a way out that nobody comes in by.
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips
 */
export class GkeNetwork extends Construct {
  /** Ids of the network and of its subnet, and the names of the ranges: tokens. */
  readonly network: string
  readonly subnetwork: string
  readonly podRange = 'pods'
  readonly serviceRange = 'services'

  constructor(scope: Construct, id: string, { name, region, nodes, pods, services }: GkeNetworkProps) {
    super(scope, id)
    this.network = new ComputeNetwork(this, 'Resource', { name, autoCreateSubnetworks: false }).id
    this.subnetwork = new ComputeSubnetwork(this, 'Nodes', {
      name: `${name}-nodes`,
      network: this.network,
      region,
      ipCidrRange: nodes,
      privateIpGoogleAccess: true,
      secondaryIpRange: [
        { rangeName: this.podRange, ipCidrRange: pods },
        { rangeName: this.serviceRange, ipCidrRange: services },
      ],
      logConfig: { aggregationInterval: 'INTERVAL_5_SEC', flowSampling: 0.5, metadata: 'INCLUDE_ALL_METADATA' },
    }).id
    // what GKE needs between nodes it lets in itself; this is how a packet too large is told of
    new ComputeFirewall(this, 'Firewall', {
      name: `${name}-internal`,
      network: this.network,
      direction: 'INGRESS',
      sourceRanges: [nodes],
      allow: [{ protocol: 'icmp' }],
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
    })
    const router = new ComputeRouter(this, 'Router', { name, region, network: this.network })
    new ComputeRouterNat(this, 'Nat', {
      name,
      region,
      router: router.name,
      natIpAllocateOption: 'AUTO_ONLY',
      sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
      logConfig: { enable: true, filter: 'ERRORS_ONLY' },
    })
  }
}
