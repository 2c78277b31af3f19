import { TerraformElement, type TerraformStack } from 'cdktf'
import { resolve } from 'cdktf/lib/_tokens.js'
import type { TerraformJson } from './terraform-json.ts'

/**
 * What all elements of a stack say, in one JSON: tokens are resolved once, where cdktf resolves everything twice, which
 * is half of the time of a synthesis.
 */
export function mergedElements(stack: TerraformStack): TerraformJson {
  const json = {}
  for (const element of stack.node.findAll()) {
    if (TerraformElement.isTerraformElement(element)) merge(json, resolve(stack, element.toTerraform()))
  }
  return json
}

type Block = Record<string, unknown>

// lists (of `moved` blocks, of a provider) join; maps merge; what is there only once stays as it is
function merge(into: Block, from: Block): void {
  for (const [key, value] of Object.entries(from)) {
    const before = into[key]
    if (Array.isArray(before) && Array.isArray(value)) into[key] = [...before, ...value]
    else if (isBlock(before) && isBlock(value)) merge(before, value)
    else if (value !== undefined) into[key] = value
  }
}

function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
