import type { Construct } from 'constructs'
import { GkeCluster, GkeKeys, GkeNetwork, GkeNodeIdentity, GkeNodePool } from '#constructs/gke'
import { contentName, minorVersion } from '#core'
import { cloudClusterName, managementLabel, type PodModel, stackName } from '#model'
import { ClusterStack, primary, TerraformOutput } from '#terraform'
import { GoogleProvider } from '#terraform/google'
import { clusterStackPlace } from '../address.ts'
import type { GkeParts } from './gke-parts.ts'
import { addSystems } from './systems.ts'

/** Longest id of a service account. */
const longestAccount = 30

/** The cluster in Google Kubernetes Engine, with all that it stands on. */
export class GkeClusterStack extends ClusterStack {
  constructor(scope: Construct, model: PodModel) {
    const name = stackName(model, 'cluster')
    super(scope, name, 'google', clusterStackPlace(model, name))
    const parts = gkeParts(this, model)
    addManagementNodes(parts)
    addSystems(parts)
    new TerraformOutput(this, 'endpoint', { value: parts.cluster.endpoint })
    new TerraformOutput(this, 'certificate-authority', { value: parts.cluster.certificateAuthority })
  }
}

function gkeParts(stack: Construct, model: PodModel): GkeParts {
  const { gke } = model.target
  if (!gke) throw new Error(`target ${model.target.name} has no section gke`)
  const { project, region } = gke
  const name = cloudClusterName(model)
  const labels = { 'superpod-cluster': name, ...gke.labels }
  new GoogleProvider(stack, 'google', { project, region, addTerraformAttributionLabel: false })
  const keys = new GkeKeys(stack, 'key', { name, project, region, labels })
  const { inBand, pods, services } = model.networks
  const network = new GkeNetwork(stack, 'network', { name, region, nodes: inBand, pods, services })
  const identity = new GkeNodeIdentity(stack, 'nodes', { account: accountOf(name), cluster: name, project })
  const cluster = new GkeCluster(stack, 'cluster', {
    name,
    project,
    region,
    zones: [gke.systems.zone],
    network,
    kubernetes: minorVersion(model.platform.kubernetes),
    key: keys.key,
    access: { nodes: inBand, ...gke.reach },
    maintenance: gke.maintenance,
    labels,
    serviceAccount: identity.email,
    groups: gke.groups,
    dependsOn: [...keys.grants, primary(identity)],
  })
  return { stack, model, gke, name, labels, keys, network, identity, cluster }
}

function addManagementNodes({ stack, model, gke, labels, keys, identity, cluster }: GkeParts): void {
  new GkeNodePool(stack, 'management', {
    name: 'management',
    cluster: cluster.cluster,
    region: gke.region,
    zone: gke.systems.zone,
    machineType: gke.management.type,
    count: model.managementNodes.length,
    labels: managementLabel,
    // none: what GKE itself runs has no other nodes
    taints: [],
    serviceAccount: identity.email,
    key: keys.key,
    cloudLabels: labels,
    dependsOn: [...keys.grants, primary(identity)],
  })
}

function accountOf(cluster: string): string {
  const whole = `${cluster}-nodes`
  if (whole.length <= longestAccount) return whole
  return contentName(cluster.slice(0, longestAccount - 9).replace(/-+$/, ''), cluster)
}
