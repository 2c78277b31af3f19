import { HelmProvider } from '@cdktf/provider-helm/lib/provider/index.js'
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider/index.js'
import { LocalBackend, TerraformElement, TerraformResource, TerraformStack } from 'cdktf'
import type { Construct, Node } from 'constructs'
import { logicalId } from './logical-id.ts'
import { mergedElements } from './merged-elements.ts'
import { withoutStackTraces } from './stack-traces.ts'
import type { TerraformJson } from './terraform-json.ts'

/** The program that applies the JSON: it decides where the providers come from. */
export type Engine = 'terraform' | 'tofu'

/** Registry of each engine: written in full, since the short name means different providers to the two engines. */
const registries: Record<Engine, string> = {
  terraform: 'registry.terraform.io',
  tofu: 'registry.opentofu.org',
}

/** The providers, pinned: those that the classes here were made from. */
export const providerVersions = { kubernetes: '2.38.0', helm: '3.1.1' } as const

/** Where a stack is applied, and where its state is. */
export interface SuperpodStackProps {
  /** @default terraform */
  readonly engine?: Engine
  /** Path of the kubeconfig, relative to the folder of the stack's JSON. */
  readonly kubeconfig: string
  /** Path of the local state, relative to the folder of the stack's JSON. */
  readonly state: string
}

withoutStackTraces()

/**
 * One Terraform stack: both providers, a local state, addresses written for people, and JSON without noise.
 * Its id is the name of the stack, and of its folder.
 */
export class SuperpodStack extends TerraformStack {
  /** Name of the stack: the value of the label `superpod/stack` on all that it makes. */
  readonly name: string
  readonly #engine: Engine
  readonly #paths = new Map<string, string>()

  constructor(scope: Construct, name: string, { engine = 'terraform', kubeconfig, state }: SuperpodStackProps) {
    super(scope, name)
    this.name = name
    this.#engine = engine
    const access = { configPath: kubeconfig }
    new LocalBackend(this, { path: state })
    new KubernetesProvider(this, 'kubernetes', access)
    new HelmProvider(this, 'helm', { kubernetes: access })
  }

  /** The stack that a construct is in. */
  static containing(construct: Construct): SuperpodStack {
    const stack = TerraformStack.of(construct)
    if (!(stack instanceof SuperpodStack)) throw new Error(`${construct.node.path} is in no stack of superpod`)
    return stack
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = element instanceof TerraformElement ? element.node : element
    const scopes = node.scopes
    const name = logicalId(scopes.slice(scopes.indexOf(this) + 1).map(({ node: { id } }) => id))
    const kind = element instanceof TerraformResource ? element.terraformResourceType : ''
    const taken = this.#paths.get(`${kind}.${name}`)
    if (taken !== undefined && taken !== node.path) {
      throw new Error(`${taken} and ${node.path} would both have the address ${kind}.${name}`)
    }
    this.#paths.set(`${kind}.${name}`, node.path)
    return name
  }

  /** The JSON of the stack, as cdktf writes it less its comments: of those it keeps what cdktf-cli reads. */
  override toTerraform(): TerraformJson {
    const json = mergedElements(this)
    for (const byName of Object.values(json.resource ?? {})) {
      for (const resource of Object.values(byName)) delete resource['//']
    }
    return {
      ...json,
      terraform: { ...json.terraform, required_providers: requiredProviders(this.#engine) },
      '//': { metadata: { backend: 'local', stackName: this.name }, outputs: {} },
    }
  }
}

function requiredProviders(engine: Engine) {
  return Object.fromEntries(
    Object.entries(providerVersions).map(([name, version]) => [
      name,
      { source: `${registries[engine]}/hashicorp/${name}`, version },
    ]),
  )
}
