import type { SuperpodStack } from './superpod-stack.ts'
import type { TerraformJson } from './terraform-json.ts'

/**
 * The Terraform JSON of a stack, made in memory: nothing is read or written.
 * Throws a plain Error where a construct is not valid: the caller broke its contract.
 */
export function synthesisedJson(stack: SuperpodStack): TerraformJson {
  stack.runAllValidations()
  return stack.toTerraform()
}
