import { TerraformProvider, TerraformResource, Token } from 'cdktf'
import type { Construct } from 'constructs'

/** One container that plays a node. */
export interface KindNode {
  readonly role: 'control-plane' | 'worker'
  /** Labels that the node has from its first moment. @default none */
  readonly labels?: Readonly<Record<string, string>>
  /** Patches of kubeadm's configuration, as YAML. @default none */
  readonly kubeadmConfigPatches?: readonly string[]
}

/** How the cluster's network is. */
export interface KindNetworking {
  /** Address that the API server listens on. @default 127.0.0.1 */
  readonly apiServerAddress?: string
  /** Range of pods' addresses. */
  readonly podSubnet?: string
  /** Range of services' addresses. */
  readonly serviceSubnet?: string
  /** Whether kind leaves its own network plugin out: then no node is ready before another one is there. @default false */
  readonly disableDefaultCni?: boolean
}

/** Arguments of a `kind_cluster`: whatever changes, the provider makes the cluster anew. */
export interface KindClusterConfig {
  readonly name: string
  /** @default that of the provider's kind */
  readonly nodeImage?: string
  /** Whether the provider waits until the control plane is ready. @default false */
  readonly waitForReady?: boolean
  /** File that the cluster's access is merged into, relative to the stack's folder. */
  readonly kubeconfigPath: string
  readonly nodes: readonly KindNode[]
  readonly networking?: KindNetworking
}

/**
 * A cluster of containers, made by kind.
 * @see https://registry.terraform.io/providers/tehcyx/kind/0.11.0/docs/resources/cluster
 */
export class KindCluster extends TerraformResource {
  readonly #config: KindClusterConfig

  constructor(scope: Construct, id: string, config: KindClusterConfig) {
    super(scope, id, {
      terraformResourceType: 'kind_cluster',
      terraformGeneratorMetadata: { providerName: 'kind' },
    })
    this.#config = config
  }

  /** Address of the API server: a token. */
  get endpoint(): string {
    return Token.asString(this.interpolationForAttribute('endpoint'))
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { name, nodeImage, waitForReady, kubeconfigPath, nodes, networking } = this.#config
    return {
      name,
      node_image: nodeImage,
      wait_for_ready: waitForReady,
      kubeconfig_path: kubeconfigPath,
      kind_config: [
        {
          kind: 'Cluster',
          api_version: 'kind.x-k8s.io/v1alpha4',
          node: nodes.map(({ role, labels, kubeadmConfigPatches }) => ({
            role,
            labels,
            kubeadm_config_patches: kubeadmConfigPatches,
          })),
          ...(networking ? { networking: [networkingBlock(networking)] } : {}),
        },
      ],
    }
  }
}

/** The provider's own block: it has no settings. */
export class KindProvider extends TerraformProvider {
  constructor(scope: Construct, id: string) {
    super(scope, id, { terraformResourceType: 'kind', terraformGeneratorMetadata: { providerName: 'kind' } })
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return {}
  }
}

function networkingBlock({ apiServerAddress, podSubnet, serviceSubnet, disableDefaultCni }: KindNetworking) {
  return {
    api_server_address: apiServerAddress,
    pod_subnet: podSubnet,
    service_subnet: serviceSubnet,
    disable_default_cni: disableDefaultCni,
  }
}
