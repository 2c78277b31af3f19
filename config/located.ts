import type { Place } from '#core'

/** A file's text, as far as places in it are concerned. */
export interface Source {
  readonly file: string
  /** Offsets at which lines begin, ascending; the first is 0. */
  readonly lineStarts: readonly number[]
}

/** A point in a file. */
export interface Point {
  readonly source: Source
  readonly offset: number
}

/** A value of a YAML file that knows where it stands. */
export type Located = LocatedMap | LocatedList | LocatedScalar

/** One value of a map or a list, with the place of its key (in a list: of itself). */
export interface LocatedEntry {
  readonly key: Point
  readonly node: Located
}

/** A map of a YAML file, in the order of the file. */
export interface LocatedMap {
  readonly kind: 'map'
  readonly point: Point
  readonly entries: ReadonlyMap<string, LocatedEntry>
  /** Whether the file says more here, which could not be read. */
  readonly incomplete?: boolean
  /** Keys that an override has removed, and where it did. */
  readonly removed?: ReadonlyMap<string, Point>
}

/** A list of a YAML file. */
interface LocatedList {
  readonly kind: 'list'
  readonly point: Point
  readonly items: readonly Located[]
}

/** Text, a number, true, false or null. */
interface LocatedScalar {
  readonly kind: 'scalar'
  readonly point: Point
  readonly value: string | number | boolean | null
}

/** The lines of a text, for places in it. */
export function sourceOf(file: string, text: string): Source {
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  return { file, lineStarts }
}

/** Line and column of a point, both counted from 1. */
export function placeOf({ source, offset }: Point): Place {
  let low = 0
  let high = source.lineStarts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { file: source.file, line: low + 1, column: offset - (source.lineStarts[low] ?? 0) + 1 }
}

/** The same value without places. */
export function plainValue(node: Located): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(plainValue)
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plainValue(entry.node)]))
}

/**
 * The value at a path.
 * @param path - keys, and positions in lists; an entry of a list of names also by its name
 * @returns undefined where nothing stands there
 */
export function nodeAt(root: Located, path: readonly PropertyKey[]): Located | undefined {
  return walked(root, path).node
}

/**
 * The point at a path: of the value where it is text or a number, of its key where it is a map or a list; where nothing
 * is written, of the nearest thing around it.
 */
export function pointAt(root: Located, path: readonly PropertyKey[]): Point {
  const { node, around } = walked(root, path)
  return node?.kind === 'scalar' ? node.point : around
}

/** The point of a key, rather than of its value. */
export function keyPointAt(root: Located, path: readonly PropertyKey[]): Point {
  return walked(root, path).around
}

/** Follows a path as far as it goes: the node at its end, and the key (or the removal) that was met last. */
function walked(root: Located, path: readonly PropertyKey[]): { node?: Located; around: Point } {
  let node: Located = root
  let around = root.point
  for (const [index, step] of path.entries()) {
    const entry = stepped(node, step, path.slice(index))
    if (entry === undefined) return { around: removedAt(node, step) ?? around }
    node = entry.node
    around = entry.key
    if (entry.last) return { node, around }
  }
  return { node, around }
}

function stepped(
  node: Located,
  step: PropertyKey,
  rest: readonly PropertyKey[],
): (LocatedEntry & { last?: boolean }) | undefined {
  if (node.kind === 'map') return node.entries.get(String(step))
  if (node.kind === 'scalar') return undefined
  // a name may have dots in it: the rest of the path is one name then
  const name = rest.map(String).join('.')
  const named = node.items.find((item) => item.kind === 'scalar' && String(item.value) === name)
  if (named) return { key: named.point, node: named, last: true }
  const item = node.items[Number(step)]
  return item && { key: item.point, node: item }
}

function removedAt(node: Located, step: PropertyKey): Point | undefined {
  return node.kind === 'map' ? node.removed?.get(String(step)) : undefined
}
