import { Construct } from 'constructs'
import { Eip, type InternetGateway, NatGateway, Route, RouteTable, RouteTableAssociation, Subnet } from '#terraform/aws'

export interface ZoneProps {
  /** Name of the cluster. */
  readonly cluster: string
  /** Name of the availability zone. */
  readonly zone: string
  readonly vpcId: string
  readonly privateRange: string
  readonly publicRange: string
  /** Way to the Internet; undefined: there is none. */
  readonly internetGateway: InternetGateway | undefined
}

const everywhere = '0.0.0.0/0'

/** One availability zone of a cluster's network: its private subnet, and its own way out, so that no zone needs another. */
export class Zone extends Construct {
  /** Id of the private subnet: a token. */
  readonly subnetId: string
  readonly routeTableId: string

  constructor(scope: Construct, id: string, props: ZoneProps) {
    super(scope, id)
    const { cluster, zone, vpcId, privateRange, internetGateway } = props
    const subnet = new Subnet(this, 'Resource', {
      vpcId,
      availabilityZone: zone,
      cidrBlock: privateRange,
      mapPublicIpOnLaunch: false,
      tags: { Name: `${cluster}-${zone}`, 'kubernetes.io/role/internal-elb': '1' },
    })
    const table = new RouteTable(this, 'Routes', { vpcId, tags: { Name: `${cluster}-${zone}` } })
    new RouteTableAssociation(this, 'Routed', { subnetId: subnet.id, routeTableId: table.id })
    if (internetGateway) {
      const natGatewayId = this.#wayOut(props, internetGateway)
      new Route(this, 'Out', { routeTableId: table.id, destinationCidrBlock: everywhere, natGatewayId })
    }
    this.subnetId = subnet.id
    this.routeTableId = table.id
  }

  // addresses are translated on the way out; nothing can be opened from outside
  #wayOut({ cluster, zone, vpcId, publicRange }: ZoneProps, gateway: InternetGateway): string {
    const tags = { Name: `${cluster}-${zone}-out` }
    const subnet = new Subnet(this, 'Public', {
      vpcId,
      availabilityZone: zone,
      cidrBlock: publicRange,
      mapPublicIpOnLaunch: false,
      tags,
    })
    const table = new RouteTable(this, 'Public-routes', { vpcId, tags })
    new RouteTableAssociation(this, 'Public-routed', { subnetId: subnet.id, routeTableId: table.id })
    new Route(this, 'Public-out', { routeTableId: table.id, destinationCidrBlock: everywhere, gatewayId: gateway.id })
    const address = new Eip(this, 'Address', { domain: 'vpc', tags })
    return new NatGateway(this, 'Nat', {
      subnetId: subnet.id,
      allocationId: address.id,
      connectivityType: 'public',
      tags,
      dependsOn: [gateway],
    }).id
  }
}
