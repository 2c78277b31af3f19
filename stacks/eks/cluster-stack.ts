import type { Construct } from 'constructs'
import { type Account, ClusterAdmin, ControlPlane, CustomerKey, Endpoints, Network, People } from '#constructs/eks'
import { minorVersion } from '#core'
import { cloudClusterName, eksZoneRanges, type PodModel, stackName } from '#model'
import { ClusterStack, TerraformOutput } from '#terraform'
import { AwsProvider } from '#terraform/aws'
import { clusterStackPlace } from '../address.ts'
import { addEarlyAddOns, addLateAddOns } from './add-ons.ts'
import type { EksParts } from './eks-parts.ts'
import { addManagementNodes } from './management-nodes.ts'
import { addStorageRoles } from './storage-roles.ts'
import { addSystems } from './systems.ts'

/** The cluster in Amazon EKS, with all that it stands on. */
export class EksClusterStack extends ClusterStack {
  constructor(scope: Construct, model: PodModel) {
    const name = stackName(model, 'cluster')
    super(scope, name, 'aws', clusterStackPlace(model, name))
    const parts = eksParts(this, model)
    addPeople(parts)
    const early = addEarlyAddOns(parts)
    const management = addManagementNodes(parts, early)
    addLateAddOns(parts, management)
    addStorageRoles(parts)
    addSystems(parts, early)
    addOutputs(parts)
  }
}

function eksParts(stack: Construct, model: PodModel): EksParts {
  const { eks } = model.target
  if (!eks) throw new Error(`target ${model.target.name} has no section eks`)
  const cluster = cloudClusterName(model)
  const account: Account = { id: eks.account, region: eks.region }
  addProvider(stack, cluster, eks)
  const keys = {
    secrets: new CustomerKey(stack, 'secrets-key', { cluster, use: 'secrets', account }).arn,
    logs: new CustomerKey(stack, 'logs-key', { cluster, use: 'logs', account }).arn,
    volumes: new CustomerKey(stack, 'volumes-key', { cluster, use: 'volumes', account }).arn,
  }
  const { pods, services } = model.networks
  const logs = { logKeyArn: keys.logs, retentionDays: eks.logDays }
  const zones = eksZoneRanges(pods, eks.zones)
  const network = new Network(stack, 'network', {
    cluster,
    account,
    range: pods,
    zones,
    internet: eks.internet,
    ...logs,
  })
  // what is beside the control plane stays there: AWS keeps a cluster in the zones that it was made with
  const homes = Object.keys(zones).filter((zone) => eks.zones[zone]?.controlPlane)
  const subnetIds = homes.flatMap((zone) => network.subnetIds[zone] ?? [])
  const { vpcId, routeTableIds } = network
  new Endpoints(stack, 'endpoints', { cluster, region: eks.region, vpcId, range: pods, subnetIds, routeTableIds })
  const controlPlane = new ControlPlane(stack, 'cluster', {
    cluster,
    account,
    kubernetes: minorVersion(model.platform.kubernetes),
    vpcId,
    subnetIds,
    serviceRange: services,
    secretsKeyArn: keys.secrets,
    ...logs,
    support: eks.support === 'standard' ? 'STANDARD' : 'EXTENDED',
    reach: eks.reach,
  })
  return { stack, model, eks, cluster, account, keys, network, controlPlane, homeSubnetIds: subnetIds }
}

function addProvider(stack: Construct, cluster: string, { region, account, tags }: EksParts['eks']): void {
  new AwsProvider(stack, 'aws', {
    region,
    // credentials of another account are refused before anything is made
    allowedAccountIds: [account],
    defaultTags: [{ tags: { 'superpod:cluster': cluster, ...tags } }],
  })
}

function addPeople({
  stack,
  model: { issuer, groupPrefix },
  eks,
  account,
  controlPlane: { resource },
}: EksParts): void {
  for (const [name, principal] of Object.entries(eks.admins)) {
    new ClusterAdmin(stack, `admin-${name}`, { cluster: resource, account, principal })
  }
  const audience = issuer?.audiences[0]
  if (issuer === undefined || audience === undefined) return
  const { url, usernameClaim, groupsClaim } = issuer
  const claims = { usernameClaim, groupsClaim, prefix: groupPrefix }
  new People(stack, 'people', { cluster: resource, issuerUrl: url, audience, ...claims })
}

function addOutputs({ stack, network, controlPlane: { resource } }: EksParts): void {
  new TerraformOutput(stack, 'endpoint', { value: resource.endpoint })
  new TerraformOutput(stack, 'certificate-authority', { value: resource.certificateAuthority.get(0).data })
  new TerraformOutput(stack, 'subnets', { value: network.subnetIds })
}
