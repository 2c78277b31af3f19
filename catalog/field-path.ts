/**
 * Whether a field is one that a table names, is inside of it, or holds it: a block that comes or goes takes its fields along.
 * @param path - path of the field, list items as `[...]`
 * @param wanted - dotted path without list items: `spec.podCIDR`
 */
export function isAtPath(path: readonly string[], wanted: string): boolean {
  const plain = path.filter((part) => !part.startsWith('[')).join('.')
  return plain === wanted || plain.startsWith(`${wanted}.`) || wanted.startsWith(`${plain}.`)
}
