import { Construct } from 'constructs'
import { DefaultSecurityGroup, InternetGateway, Vpc } from '#terraform/aws'
import { NetworkLog } from './network-log.ts'
import type { Account } from './policy.ts'
import { Zone } from './zone.ts'

/** Subnets of one availability zone. */
export interface ZoneRanges {
  /** Addresses of nodes and pods: out of the network's. */
  readonly privateRange: string
  /** Addresses of the gateway to the Internet, where there is one. */
  readonly publicRange: string
}

export interface NetworkProps {
  /** Name of the cluster. */
  readonly cluster: string
  readonly account: Account
  /** All addresses of nodes and pods. */
  readonly range: string
  /** Zones by name. */
  readonly zones: Readonly<Record<string, ZoneRanges>>
  /** Whether nodes reach the Internet, each zone through a gateway of its own: nothing reaches them. */
  readonly internet: boolean
  readonly logKeyArn: string
  readonly retentionDays: number
}

/**
 * The network of a cluster: a private subnet in each zone, what goes through it logged, and nothing that lets anybody in.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
export class Network extends Construct {
  readonly vpcId: string
  /** Ids of the private subnets, by zone: tokens. */
  readonly subnetIds: Readonly<Record<string, string>>
  /** Ids of the route tables of the private subnets: tokens. */
  readonly routeTableIds: readonly string[]

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id)
    const { cluster, range, internet } = props
    const vpc = new Vpc(this, 'Resource', {
      cidrBlock: range,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: cluster },
    })
    this.vpcId = vpc.id
    // with no rules: whatever is started without a group of its own reaches nothing, and nothing reaches it
    new DefaultSecurityGroup(this, 'Default-group', { vpcId: vpc.id })
    new NetworkLog(this, 'Log', { ...props, vpcId: vpc.id })
    const gateway = internet
      ? new InternetGateway(this, 'Internet', { vpcId: vpc.id, tags: { Name: cluster } })
      : undefined
    const zones = Object.entries(props.zones).map(
      ([zone, ranges]) =>
        [zone, new Zone(this, zone, { cluster, zone, vpcId: vpc.id, ...ranges, internetGateway: gateway })] as const,
    )
    this.subnetIds = Object.fromEntries(zones.map(([zone, { subnetId }]) => [zone, subnetId]))
    this.routeTableIds = zones.map(([, { routeTableId }]) => routeTableId)
  }
}
