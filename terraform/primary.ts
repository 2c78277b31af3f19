import type { ITerraformDependable } from 'cdktf'
import type { Construct } from 'constructs'

/** The resource that a construct stands for, so that others can come after it. */
export function primary(construct: Construct): ITerraformDependable {
  const child = construct.node.findChild('Resource')
  if ('fqn' in child && typeof child.fqn === 'string') return child as Construct & ITerraformDependable
  throw new Error(`${construct.node.path} has no primary resource`)
}
