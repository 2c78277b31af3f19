/** Ids that say nothing to a person: the primary child of a construct. */
const hidden = new Set(['Resource', 'Default'])

/**
 * The name of an element in its Terraform address, from the ids on its path below the stack: `train`, `train_quota`.
 * An id in PascalCase becomes kebab-case; config names stay as they are. No hashes: the name is contract.
 */
export function logicalId(path: readonly string[]): string {
  const name = path
    .filter((id) => !hidden.has(id))
    .map(kebabCase)
    .join('_')
  if (name === '') throw new Error('an element of the stack itself needs an id that is not hidden')
  return /^[a-z_]/i.test(name) ? name : `_${name}`
}

function kebabCase(id: string): string {
  const name = id.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`the construct id '${id}' does not make a Terraform name`)
  return name
}
