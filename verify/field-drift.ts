import { isNothing, type KubeObject } from '#core'

/** One field that is not as config has it. */
export interface FieldDrift {
  /** Parts of the path, outermost first; a list's item is `[name]`, else `[index]`. */
  readonly path: readonly string[]
  /** `undefined` where config does not have the field. */
  readonly wanted: unknown
  /** `undefined` where the cluster does not have it. */
  readonly live: unknown
}

/** Fields that say how an object was delivered or how it does, not what it is. */
const notContent = ['apiVersion', 'kind', 'status']

/** Fields of the metadata that config decides. */
const ownMetadata = ['labels', 'annotations']

/**
 * What of a wanted object seems to be otherwise on the cluster: more than is, for a server fills in defaults. Fields that
 * config does not name are not looked at, but where nothing is a word of its own: an empty selector, an item of a list.
 * @returns in the order of the wanted fields; empty when the live object has all of them
 */
export function fieldDrift(wanted: KubeObject, live: KubeObject): FieldDrift[] {
  const [own, other] = [content(wanted), content(live)]
  return Object.keys(own).flatMap((key) => driftAt([key], own[key], other[key]))
}

function content({ metadata, ...rest }: KubeObject): Record<string, unknown> {
  const fields = Object.entries(rest).filter(([key]) => !notContent.includes(key))
  const shown = Object.fromEntries(ownMetadata.map((key) => [key, metadata[key]]))
  return { metadata: shown, ...Object.fromEntries(fields) }
}

function driftAt(path: readonly string[], wanted: unknown, live: unknown): FieldDrift[] {
  if (isNothing(wanted)) return wanted === undefined || isNothing(live) ? [] : [{ path, wanted, live }]
  if (Array.isArray(wanted)) return listDrift(path, wanted, live)
  if (!isMap(wanted)) return same(wanted, live) ? [] : [{ path, wanted, live }]
  if (!isMap(live)) return [{ path, wanted, live }]
  return Object.keys(wanted).flatMap((key) => driftAt([...path, key], wanted[key], live[key]))
}

/** Items are told apart by their names where they have any, else by their place. */
function listDrift(path: readonly string[], wanted: readonly unknown[], live: unknown): FieldDrift[] {
  if (!Array.isArray(live)) return [{ path, wanted, live }]
  const [own, others] = [itemsByName(wanted), itemsByName(live)]
  const changed = [...own].flatMap(([name, item]) => {
    const other = others.get(name)
    if (other === undefined) return [{ path: [...path, name], wanted: item, live: undefined }]
    return [...driftAt([...path, name], item, other), ...moreInItem([...path, name], item, other)]
  })
  const added = [...others].filter(([name]) => !own.has(name))
  return [...changed, ...added.map(([name, item]) => ({ path: [...path, name], wanted: undefined, live: item }))]
}

/** Fields of an item beside those of config: a peer with one more selector is another peer. */
function moreInItem(path: readonly string[], wanted: unknown, live: unknown): FieldDrift[] {
  if (!isMap(wanted) || !isMap(live)) return []
  const more = Object.keys(live).filter((key) => !(key in wanted))
  return more.map((key) => ({ path: [...path, key], wanted: undefined, live: live[key] }))
}

function itemsByName(items: readonly unknown[]): Map<string, unknown> {
  const names = items.map((item) => (isMap(item) && typeof item['name'] === 'string' ? item['name'] : undefined))
  const unique = names.every((name) => name !== undefined) && new Set(names).size === names.length
  return new Map(items.map((item, index) => [`[${unique ? names[index] : index}]`, item]))
}

function same(wanted: unknown, live: unknown): boolean {
  // ports and quantities may be written as numbers, and come back as text
  return wanted === live || (live !== undefined && live !== null && !isMap(live) && String(wanted) === String(live))
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
