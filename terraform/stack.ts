import { TerraformElement, TerraformResource, TerraformStack } from 'cdktf'
import type { Construct, Node } from 'constructs'
import { logicalId } from './logical-id.ts'
import { mergedElements } from './merged-elements.ts'
import { type RequiredProvider, requiredProviders } from './required-providers.ts'
import { withoutStackTraces } from './stack-traces.ts'
import { StateBackend, type StatePlace } from './state-backend.ts'
import type { TerraformJson } from './terraform-json.ts'

/** The program that applies the JSON: it decides where the providers come from. */
export type Engine = 'terraform' | 'tofu'

/** What every stack has, whatever it holds. */
export interface StackProps {
  /** @default terraform */
  readonly engine?: Engine
  /** Where its state is. A path is that of a local one, relative to the folder of the stack's JSON. */
  readonly state: string | StatePlace
  /** What every construct in the stack may ask for. @default nothing */
  readonly shared?: Readonly<Record<string, unknown>>
}

withoutStackTraces()

/**
 * One Terraform stack: its state, addresses written for people, and JSON without noise.
 * Its id is the name of the stack, and of its folder.
 */
export class Stack extends TerraformStack {
  /** Name of the stack: the value of the label `superpod/stack` on all that it makes. */
  readonly name: string
  readonly #engine: Engine
  readonly #backend: StatePlace['type']
  readonly #providers: Readonly<Record<string, RequiredProvider>>
  readonly #paths = new Map<string, string>()

  constructor(
    scope: Construct,
    name: string,
    providers: Readonly<Record<string, RequiredProvider>>,
    { engine = 'terraform', state, shared = {} }: StackProps,
  ) {
    super(scope, name)
    for (const [key, value] of Object.entries(shared)) this.node.setContext(key, value)
    this.name = name
    this.#engine = engine
    this.#providers = providers
    const place: StatePlace = typeof state === 'string' ? { type: 'local', arguments: { path: state } } : state
    this.#backend = place.type
    new StateBackend(this, place)
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
      terraform: { ...json.terraform, required_providers: requiredProviders(this.#providers, this.#engine) },
      '//': { metadata: { backend: this.#backend, stackName: this.name }, outputs: {} },
    }
  }
}
