import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import {
  NatGateway,
  NatGatewayPublicIpAssociation,
  NetworkSecurityGroup,
  PublicIp,
  Subnet,
  SubnetNatGatewayAssociation,
  SubnetNetworkSecurityGroupAssociation,
  VirtualNetwork,
} from '#terraform/azurerm'
import type { AzurePlace } from './home.ts'

export interface AksNetworkProps {
  readonly name: string
  readonly place: AzurePlace
  /** Addresses of nodes: a range. */
  readonly nodes: string
  /** Addresses of the control plane inside the network: a range of 16 at least. */
  readonly controlPlane: string
}

/**
 * The network of a cluster: a subnet for nodes, one for the control plane's private address, and a way out that nobody
 * comes in by. Pods have addresses of their own, which the network does not see.
 * @see https://learn.microsoft.com/en-us/azure/aks/concepts-network-azure-cni-overlay
 */
export class AksNetwork extends Construct {
  /** Ids of the network and of its subnets: tokens. */
  readonly network: string
  readonly nodes: string
  readonly controlPlane: string
  /** What a cluster comes after: its way out. */
  readonly egress: readonly ITerraformDependable[]

  constructor(scope: Construct, id: string, { name, place, nodes, controlPlane }: AksNetworkProps) {
    super(scope, id)
    const network = new VirtualNetwork(this, 'Resource', { ...place, name, addressSpace: [nodes, controlPlane] })
    this.network = network.id
    const subnet = { resourceGroupName: place.resourceGroupName, virtualNetworkName: network.name }
    this.nodes = new Subnet(this, 'Nodes', {
      ...subnet,
      name: 'nodes',
      addressPrefixes: [nodes],
      defaultOutboundAccessEnabled: false,
    }).id
    this.controlPlane = new Subnet(this, 'ControlPlane', {
      ...subnet,
      name: 'control-plane',
      addressPrefixes: [controlPlane],
      defaultOutboundAccessEnabled: false,
      delegation: [
        {
          name: 'aks',
          serviceDelegation: {
            name: 'Microsoft.ContainerService/managedClusters',
            actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'],
          },
        },
      ],
    }).id
    this.#refuse(name, place)
    this.egress = this.#wayOut(name, place)
  }

  // its own rules let the network itself in, and refuse all others
  #refuse(name: string, place: AzurePlace): void {
    const group = new NetworkSecurityGroup(this, 'Refusal', { ...place, name })
    for (const [id, subnetId] of Object.entries({
      RefusalOfNodes: this.nodes,
      RefusalOfControlPlane: this.controlPlane,
    })) {
      new SubnetNetworkSecurityGroupAssociation(this, id, { networkSecurityGroupId: group.id, subnetId })
    }
  }

  #wayOut(name: string, place: AzurePlace): ITerraformDependable[] {
    const gateway = new NatGateway(this, 'Nat', { ...place, name: `${name}-nat`, skuName: 'Standard' })
    const address = new PublicIp(this, 'NatAddress', {
      ...place,
      name: `${name}-nat`,
      allocationMethod: 'Static',
      sku: 'Standard',
    })
    return [
      new NatGatewayPublicIpAssociation(this, 'NatAddressOfGateway', {
        natGatewayId: gateway.id,
        publicIpAddressId: address.id,
      }),
      new SubnetNatGatewayAssociation(this, 'NatOfNodes', { natGatewayId: gateway.id, subnetId: this.nodes }),
    ]
  }
}
