import { TerraformBackend, type TerraformRemoteState } from 'cdktf'
import type { Construct } from 'constructs'

/** Where a stack's state is, as Terraform's JSON has it. */
export interface StatePlace {
  /** Kind of backend, by Terraform's name of it. */
  readonly type: 'local' | 's3' | 'gcs' | 'azurerm' | 'http' | 'kubernetes'
  /** Its arguments, by Terraform's names of them. */
  readonly arguments: Readonly<Record<string, unknown>>
}

/** The backend of a stack, with any argument that the engine knows: cdktf's own lack some, `use_lockfile` of s3 among them. */
export class StateBackend extends TerraformBackend {
  readonly #arguments: Readonly<Record<string, unknown>>

  constructor(scope: Construct, { type, arguments: args }: StatePlace) {
    super(scope, 'backend', type)
    this.#arguments = args
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.#arguments }
  }

  /** Stacks read nothing of one another's states. */
  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error('no stack reads the state of another one')
  }
}
