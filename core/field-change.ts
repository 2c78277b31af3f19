/** One field that differs between two states of a thing. */
export interface FieldChange {
  /**
   * Parts of the path, outermost first; a list's item is `[name]` where its items have names, else `[index]`.
   * Empty when the whole thing came or went.
   */
  readonly path: readonly string[]
  /** `undefined` where the field was not there. */
  readonly before: unknown
  /** `undefined` where the field is not there any more. */
  readonly after: unknown
}

/**
 * The fields that differ, deepest first known: a map or a named list is walked into, everything else is compared whole.
 * @returns in the order of the fields, those before first; empty when both are equal
 */
export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  return changesAt([], before, after)
}

function changesAt(path: readonly string[], before: unknown, after: unknown): FieldChange[] {
  if (isNothing(before) && isNothing(after)) return []
  const [fieldsBefore, fieldsAfter] = [fieldsOf(before), fieldsOf(after)]
  if (!fieldsBefore || !fieldsAfter) return before === after ? [] : [{ path, before, after }]
  const names = new Set([...fieldsBefore.keys(), ...fieldsAfter.keys()])
  return [...names].flatMap((name) => {
    const [one, other] = [fieldsBefore.get(name), fieldsAfter.get(name)]
    const changes = changesAt([...path, name], one, other)
    // an item that says nothing is there all the same: a peer with an empty selector is everybody
    const came = name.startsWith('[') && fieldsBefore.has(name) !== fieldsAfter.has(name)
    return came && changes.length === 0 ? [{ path: [...path, name], before: one, after: other }] : changes
  })
}

/** Whether a value says nothing: Terraform writes an absent list or map as an empty one. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function fieldsOf(value: unknown): Map<string, unknown> | undefined {
  if (isNothing(value)) return new Map()
  if (Array.isArray(value)) return itemsByName(value)
  if (typeof value === 'object' && value !== null) return new Map(Object.entries(value))
  return undefined
}

/** Items under their names, the second of one name as `[name 2]`; without a name under their places. */
function itemsByName(items: readonly unknown[]): Map<string, unknown> {
  const all = new Map<string, unknown>()
  for (const [index, item] of items.entries()) {
    const name = nameOf(item) ?? `${index}`
    let key = `[${name}]`
    for (let count = 2; all.has(key); count += 1) key = `[${name} ${count}]`
    all.set(key, item)
  }
  return all
}

function nameOf(item: unknown): string | undefined {
  const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined
  return typeof name === 'string' ? name : undefined
}
