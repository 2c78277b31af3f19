import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import { ContainerCluster } from '#terraform/google'
import type { WeeklyWindow } from '../weekly-window.ts'
import { recurringWindow } from './maintenance-window.ts'
import type { GkeNetwork } from './network.ts'

export interface GkeClusterProps {
  readonly name: string
  readonly project: string
  /** Region: the control plane stands in three of its zones. */
  readonly region: string
  /** Zones of its nodes: systems and management nodes stand together. */
  readonly zones: readonly string[]
  readonly network: GkeNetwork
  /** Version of Kubernetes, such as 1.35. */
  readonly kubernetes: string
  /** Id of the key that Secrets are encrypted with. */
  readonly key: string
  /** Private ranges that may reach the control plane, by name. */
  readonly access: Readonly<Record<string, string>>
  readonly maintenance: WeeklyWindow
  /** Labels of the cluster in the cloud. */
  readonly labels: Readonly<Record<string, string>>
  /** Address of the nodes' service account. */
  readonly serviceAccount: string
  /** Group of Google Workspace whose member groups Kubernetes knows people by. @default none: people are known one by one */
  readonly groups?: string | undefined
  readonly dependsOn: readonly ITerraformDependable[]
}

/**
 * A GKE cluster of the Standard mode, since Autopilot has no GPU operator: private nodes, a control plane with a private
 * address alone, and no node pool of its own.
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/private-cluster-concept
 */
export class GkeCluster extends Construct {
  /** Id, private address and certificate authority of the cluster: tokens. */
  readonly cluster: string
  readonly endpoint: string
  readonly certificateAuthority: string

  constructor(scope: Construct, id: string, props: GkeClusterProps) {
    super(scope, id)
    const { name, region, zones, network, kubernetes, labels, key, serviceAccount, dependsOn } = props
    const resource = new ContainerCluster(this, 'Resource', {
      name,
      location: region,
      nodeLocations: [...zones],
      // a later patch or minor that the channel brings is no change of ours
      minMasterVersion: kubernetes,
      releaseChannel: { channel: 'EXTENDED' },
      network: network.network,
      subnetwork: network.subnetwork,
      networkingMode: 'VPC_NATIVE',
      ipAllocationPolicy: {
        clusterSecondaryRangeName: network.podRange,
        servicesSecondaryRangeName: network.serviceRange,
      },
      datapathProvider: 'ADVANCED_DATAPATH',
      enableMultiNetworking: true,
      ...closed(props),
      ...watched(props),
      addonsConfig: {
        gcePersistentDiskCsiDriverConfig: { enabled: true },
        gcsFuseCsiDriverConfig: { enabled: true },
        httpLoadBalancing: { disabled: true },
      },
      // node pools are resources of their own: one that changes touches no other
      removeDefaultNodePool: true,
      initialNodeCount: 1,
      nodeConfig: {
        serviceAccount,
        bootDiskKmsKey: key,
        workloadMetadataConfig: { mode: 'GKE_METADATA' },
        shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
      },
      // whoever destroys is asked by name, by the guard: this switch would only stop a destroy half-way
      deletionProtection: false,
      resourceLabels: labels,
      // of the pool that is removed at once
      lifecycle: { ignoreChanges: ['node_config', 'initial_node_count'] },
      dependsOn: [...dependsOn],
    })
    this.cluster = resource.id
    this.endpoint = resource.privateClusterConfig.privateEndpoint
    this.certificateAuthority = resource.masterAuth.clusterCaCertificate
  }
}

/** Who gets in, and by what. */
function closed({ project, key, access, groups }: GkeClusterProps) {
  return {
    privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: true },
    controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: false } },
    masterAuthorizedNetworksConfig: {
      gcpPublicCidrsAccessEnabled: false,
      cidrBlocks: Object.entries(access).map(([displayName, cidrBlock]) => ({ displayName, cidrBlock })),
    },
    masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
    databaseEncryption: { state: 'ENCRYPTED', keyName: key },
    workloadIdentityConfig: { workloadPool: `${project}.svc.id.goog` },
    ...(groups === undefined ? {} : { authenticatorGroupsConfig: { securityGroup: groups } }),
    enableLegacyAbac: false,
    enableShieldedNodes: true,
    enableIntranodeVisibility: true,
    rbacBindingConfig: {
      enableInsecureBindingSystemAuthenticated: false,
      enableInsecureBindingSystemUnauthenticated: false,
    },
    anonymousAuthenticationConfig: { mode: 'LIMITED' },
    binaryAuthorization: { evaluationMode: 'PROJECT_SINGLETON_POLICY_ENFORCE' },
  }
}

/** What is recorded, and when the cloud may change it. */
function watched({ maintenance }: GkeClusterProps) {
  return {
    loggingConfig: {
      enableComponents: ['SYSTEM_COMPONENTS', 'WORKLOADS', 'APISERVER', 'CONTROLLER_MANAGER', 'SCHEDULER'],
    },
    monitoringConfig: {
      enableComponents: ['SYSTEM_COMPONENTS', 'APISERVER', 'CONTROLLER_MANAGER', 'SCHEDULER'],
      managedPrometheus: { enabled: false },
    },
    securityPostureConfig: { mode: 'BASIC', vulnerabilityMode: 'VULNERABILITY_DISABLED' },
    maintenancePolicy: { recurringWindow: recurringWindow(maintenance) },
  }
}
