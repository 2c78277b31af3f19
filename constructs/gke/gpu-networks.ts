import { Construct } from 'constructs'
import { ComputeFirewall, ComputeNetwork, ComputeSubnetwork } from '#terraform/google'

/** A network and a subnet that systems have one more interface in: ids, as tokens. */
export interface GpuNetwork {
  readonly network: string
  readonly subnetwork: string
}

export interface GpuNetworksProps {
  /** Beginning of the names of the networks. */
  readonly name: string
  readonly region: string
  /** Zone of the systems: RDMA networks belong to one. */
  readonly zone: string
  readonly project: string
  /** Largest packet, in bytes. */
  readonly mtuBytes: number
  /** Ranges of the networks that have one interface of a system each, in order of the interfaces. */
  readonly separate: readonly string[]
  /** Ranges of the interfaces that share one RDMA network, in order. @default none */
  readonly rdma?: readonly string[]
}

/**
 * The networks that GPUs of different systems reach each other by: one for each interface, or one RDMA network with a subnet
 * for each.
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/gpu-bandwidth-gpudirect-tcpx
 */
export class GpuNetworks extends Construct {
  /** All of them, in the order in which a node pool lists its interfaces. */
  readonly networks: readonly GpuNetwork[]

  constructor(scope: Construct, id: string, props: GpuNetworksProps) {
    super(scope, id)
    const { separate, rdma = [] } = props
    this.networks = [
      ...separate.map((range, index) => this.#separate(props, range, index)),
      ...(rdma.length > 0 ? this.#rdma(props, rdma) : []),
    ]
  }

  #separate({ name: prefix, region, mtuBytes }: GpuNetworksProps, range: string, index: number): GpuNetwork {
    const name = `${prefix}-gpu-${index}`
    const network = new ComputeNetwork(this, `Network${index}`, { name, autoCreateSubnetworks: false, mtu: mtuBytes })
      .id
    // what comes from its own range alone: nothing else has an interface there
    new ComputeFirewall(this, `Firewall${index}`, {
      name: `${name}-internal`,
      network,
      direction: 'INGRESS',
      sourceRanges: [range],
      allow: [{ protocol: 'tcp' }, { protocol: 'udp' }, { protocol: 'icmp' }],
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
    })
    return { network, subnetwork: this.#subnet(`Subnet${index}`, name, network, region, range) }
  }

  #rdma({ name: prefix, region, zone, project, mtuBytes }: GpuNetworksProps, ranges: readonly string[]): GpuNetwork[] {
    const name = `${prefix}-rdma`
    const network = new ComputeNetwork(this, 'Rdma', {
      name,
      autoCreateSubnetworks: false,
      mtu: mtuBytes,
      networkProfile: `projects/${project}/global/networkProfiles/${zone}-vpc-roce`,
    }).id
    return ranges.map((range, index) => ({
      network,
      subnetwork: this.#subnet(`RdmaSubnet${index}`, `${name}-${index}`, network, region, range),
    }))
  }

  #subnet(id: string, name: string, network: string, region: string, ipCidrRange: string): string {
    return new ComputeSubnetwork(this, id, { name, network, region, ipCidrRange, privateIpGoogleAccess: true }).id
  }
}
