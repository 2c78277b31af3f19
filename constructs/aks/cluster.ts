import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import { KubernetesCluster, MonitorDiagnosticSetting } from '#terraform/azurerm'
import type { WeeklyWindow } from '../weekly-window.ts'
import type { AzurePlace } from './home.ts'
import type { AksIdentities } from './identities.ts'
import { weeklyWindow } from './maintenance-window.ts'
import type { AksNetwork } from './network.ts'

/** Nodes for what Azure itself runs in a cluster. */
const systemNodes = { vmSize: 'Standard_D4s_v5', count: 3 }

/** Logs of the control plane: what each of its parts wrote, and who did what. */
const controlPlaneLogs = [
  'kube-apiserver',
  'kube-audit-admin',
  'kube-controller-manager',
  'kube-scheduler',
  'cloud-controller-manager',
  'guard',
]

export interface AksClusterProps {
  readonly name: string
  readonly place: AzurePlace
  readonly network: AksNetwork
  readonly identities: AksIdentities
  /** Version of Kubernetes, such as 1.35. */
  readonly kubernetes: string
  /** Addresses of pods and of services: ranges, and an address of the second one for DNS. */
  readonly pods: string
  readonly services: string
  readonly dns: string
  /** Id of what encrypts disks. */
  readonly diskEncryption: string
  /** Address of the key that Secrets are encrypted with, with its version. */
  readonly secretsKey: string
  /** Ids of the groups of Entra whose members administer the cluster. */
  readonly administrators: readonly string[]
  readonly maintenance: WeeklyWindow
  /** Id of the workspace that logs go to. */
  readonly workspace: string
  readonly dependsOn: readonly ITerraformDependable[]
}

/**
 * An AKS cluster with a private control plane, no local accounts, and nodes of its own for what Azure runs.
 * @see https://learn.microsoft.com/en-us/azure/aks/private-clusters
 */
export class AksCluster extends Construct {
  /** Id, private name and certificate authority of the cluster: tokens. */
  readonly cluster: string
  readonly server: string
  readonly certificateAuthority: string

  constructor(scope: Construct, id: string, props: AksClusterProps) {
    super(scope, id)
    const { name, place, identities, kubernetes, maintenance, workspace, dependsOn } = props
    const resource = new KubernetesCluster(this, 'Resource', {
      ...place,
      name,
      dnsPrefix: name,
      nodeResourceGroup: `${name}-nodes`,
      skuTier: 'Standard',
      // a minor alone: Azure brings its patches in the window
      kubernetesVersion: kubernetes,
      automaticUpgradeChannel: 'patch',
      nodeOsUpgradeChannel: 'SecurityPatch',
      maintenanceWindowAutoUpgrade: weeklyWindow(maintenance),
      maintenanceWindowNodeOs: weeklyWindow(maintenance),
      identity: { type: 'UserAssigned', identityIds: [identities.controlPlane] },
      kubeletIdentity: { ...identities.nodes },
      ...closed(props),
      ...networked(props),
      storageProfile: { diskDriverEnabled: true, fileDriverEnabled: true, snapshotControllerEnabled: true },
      defaultNodePool: systemPool(props),
      dependsOn: [...dependsOn],
    })
    this.cluster = resource.id
    this.server = `https://${resource.privateFqdn}:443`
    // an authority is no secret, but Azure's provider has it in a block that is
    this.certificateAuthority = `\${nonsensitive(${resource.fqn}.kube_config[0].cluster_ca_certificate)}`
    new MonitorDiagnosticSetting(this, 'Logs', {
      name: 'control-plane',
      targetResourceId: resource.id,
      logAnalyticsWorkspaceId: workspace,
      logAnalyticsDestinationType: 'Dedicated',
      enabledLog: controlPlaneLogs.map((category) => ({ category })),
    })
  }
}

/** Who gets in, and by what. */
function closed({ diskEncryption, secretsKey, administrators, network }: AksClusterProps) {
  return {
    privateClusterEnabled: true,
    privateClusterPublicFqdnEnabled: false,
    privateDnsZoneId: 'System',
    apiServerAccessProfile: { virtualNetworkIntegrationEnabled: true, subnetId: network.controlPlane },
    localAccountDisabled: true,
    roleBasedAccessControlEnabled: true,
    azureActiveDirectoryRoleBasedAccessControl: {
      azureRbacEnabled: false,
      adminGroupObjectIds: [...administrators],
    },
    runCommandEnabled: false,
    oidcIssuerEnabled: true,
    workloadIdentityEnabled: true,
    azurePolicyEnabled: true,
    imageCleanerEnabled: false,
    diskEncryptionSetId: diskEncryption,
    keyManagementService: { keyVaultKeyId: secretsKey, keyVaultNetworkAccess: 'Private' },
  }
}

function networked({ pods, services, dns }: AksClusterProps) {
  return {
    networkProfile: {
      networkPlugin: 'azure',
      networkPluginMode: 'overlay',
      networkDataPlane: 'cilium',
      networkPolicy: 'cilium',
      outboundType: 'userAssignedNATGateway',
      loadBalancerSku: 'standard',
      podCidr: pods,
      serviceCidr: services,
      dnsServiceIp: dns,
    },
  }
}

function systemPool({ network, place: { tags } }: AksClusterProps) {
  return {
    name: 'system',
    vmSize: systemNodes.vmSize,
    nodeCount: systemNodes.count,
    vnetSubnetId: network.nodes,
    onlyCriticalAddonsEnabled: true,
    hostEncryptionEnabled: true,
    nodePublicIpEnabled: false,
    osSku: 'Ubuntu',
    maxPods: 110,
    tags: { ...tags },
    // a field that would replace the pool is changed by way of a second one, not by a new cluster
    temporaryNameForRotation: 'systemnext',
    upgradeSettings: { maxSurge: '33%' },
  }
}
