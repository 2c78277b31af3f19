import type { Stack } from './stack.ts'
import type { TerraformJson } from './terraform-json.ts'

/**
 * The Terraform JSON of a stack, made in memory: nothing is read or written.
 * Throws a plain Error where a construct is not valid: the caller broke its contract.
 */
export function synthesisedJson(stack: Stack): TerraformJson {
  stack.runAllValidations()
  return stack.toTerraform()
}
