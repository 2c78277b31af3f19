import { RootConstruct } from 'constructs'
import { SuperpodStack, type SuperpodStackProps } from './superpod-stack.ts'
import type { TerraformJson } from './terraform-json.ts'

/**
 * A stack that belongs to no app: it can be synthesised in memory, and is forgotten after.
 * (An app of cdktf makes its output folder in its constructor.)
 */
export function looseStack(name: string, props: SuperpodStackProps): SuperpodStack {
  return new SuperpodStack(new RootConstruct(), name, props)
}

/**
 * The Terraform JSON of a stack, made in memory: nothing is read or written.
 * Throws a plain Error where a construct is not valid: the caller broke its contract.
 */
export function synthesisedJson(stack: SuperpodStack): TerraformJson {
  stack.runAllValidations()
  return stack.toTerraform()
}
