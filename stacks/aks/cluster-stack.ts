import type { Construct } from 'constructs'
import { AksCluster, AksDiskEncryption, AksHome, AksIdentities, AksNetwork, AksNodePool } from '#constructs/aks'
import { minorVersion } from '#core'
import { aksAddresses, cloudClusterName, managementLabel, type PodModel, stackName } from '#model'
import { ClusterStack, TerraformOutput } from '#terraform'
import { AzurermProvider } from '#terraform/azurerm'
import { clusterStackPlace } from '../address.ts'
import type { AksParts } from './aks-parts.ts'
import { addSystems } from './systems.ts'

/** The cluster in Azure Kubernetes Service, with all that it stands on. */
export class AksClusterStack extends ClusterStack {
  constructor(scope: Construct, model: PodModel) {
    const name = stackName(model, 'cluster')
    super(scope, name, 'azurerm', clusterStackPlace(model, name))
    const parts = aksParts(this, model)
    addManagementNodes(parts)
    addSystems(parts)
    new TerraformOutput(this, 'endpoint', { value: parts.cluster.server })
    new TerraformOutput(this, 'certificate-authority', { value: parts.cluster.certificateAuthority })
  }
}

function aksParts(stack: Construct, model: PodModel): AksParts {
  const { aks } = model.target
  if (!aks) throw new Error(`target ${model.target.name} has no section aks`)
  const name = cloudClusterName(model)
  // it registers what a subscription lacks only where it is told to
  new AzurermProvider(stack, 'azurerm', {
    subscriptionId: aks.subscription,
    resourceProviderRegistrations: 'none',
    features: [{}],
  })
  const home = new AksHome(stack, 'home', {
    name,
    location: aks.location,
    tags: { 'superpod-cluster': name, ...aks.tags },
  })
  const { place } = home
  const { vault } = aks.key
  const keyAddress = `https://${vault.split('/').at(-1)}.vault.azure.net/keys/${aks.key.name}`
  const { inBand, pods, services } = model.networks
  const { controlPlane, dns } = aksAddresses(model)
  const network = new AksNetwork(stack, 'network', { name, place, nodes: inBand, controlPlane })
  const identities = new AksIdentities(stack, 'identity', { name, place, network: network.network, vault })
  const disks = new AksDiskEncryption(stack, 'disks', { name, place, vault, key: keyAddress })
  const cluster = new AksCluster(stack, 'cluster', {
    name,
    place,
    network,
    identities,
    kubernetes: minorVersion(model.platform.kubernetes),
    pods,
    services,
    dns,
    diskEncryption: disks.set,
    secretsKey: `${keyAddress}/${aks.key.version}`,
    administrators: Object.values(aks.admins),
    maintenance: aks.maintenance,
    workspace: home.workspace,
    dependsOn: [...network.egress, ...identities.grants, disks.grant],
  })
  return { stack, model, aks, place, network, cluster }
}

function addManagementNodes({ stack, model, aks, place, network, cluster }: AksParts): void {
  new AksNodePool(stack, 'management', {
    name: 'management',
    cluster: cluster.cluster,
    subnet: network.nodes,
    vmSize: aks.management.type,
    count: model.managementNodes.length,
    labels: managementLabel,
    taints: [],
    tags: place.tags,
  })
}
