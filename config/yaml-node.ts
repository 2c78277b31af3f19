import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Located, LocatedEntry, LocatedMap, Point, Source } from './located.ts'
import {
  aliasBomb,
  aliasCycle,
  duplicateKey,
  forbiddenKey,
  keyNotText,
  mergeKey,
  mostLevels,
  mostRepeated,
  notAMap,
  tooDeep,
  unknownAnchor,
  unknownTag,
  type YamlFault,
} from './yaml-fault.ts'

/** Keys that mean something to JavaScript, and nothing to a pod. */
const forbiddenKeys = ['__proto__', 'constructor', 'prototype']

/** Tags of YAML's core schema, written out: they change nothing but the type. */
const plainTags = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((tag) => `tag:yaml.org,2002:${tag}`),
)

/** A document's values with places, and what is wrong with them. */
export interface LocatedRoot {
  readonly root?: LocatedMap
  readonly faults: readonly YamlFault[]
}

/** The walk through one document: what has been met so far. */
interface Walk {
  readonly source: Source
  readonly faults: YamlFault[]
  /** What each anchor stands for, as of the point that the walk has reached. */
  readonly anchors: Map<string, Node>
  /** Nodes that the walk is inside of. */
  readonly open: Set<Node>
  /** Values that aliases have repeated. */
  repeated: number
  /** Offset of the outermost alias that the walk is inside of. */
  alias: number | undefined
  /** Whether the file asks for more than any configuration would: nothing of it is used then. */
  excessive: boolean
}

/** The values of a document, aliases followed. @returns no root when its top is no map, or when it cannot be followed */
export function locatedRoot(contents: Node, source: Source): LocatedRoot {
  const walk: Walk = {
    source,
    faults: [],
    anchors: new Map(),
    open: new Set(),
    repeated: 0,
    alias: undefined,
    excessive: false,
  }
  const root = located(contents, walk)
  if (walk.excessive) return { faults: walk.faults.slice(-1) }
  if (root?.kind === 'map') return { root, faults: walk.faults }
  if (root && walk.faults.length === 0) walk.faults.push(notAMap(root))
  return { faults: walk.faults }
}

function located(node: Node, walk: Walk): Located | undefined {
  const offset = offsetOf(node)
  const point: Point = { source: walk.source, offset }
  if (walk.excessive) return undefined
  if (isAlias(node)) return followed(node.source, node, walk)
  if ('anchor' in node && node.anchor) walk.anchors.set(node.anchor, node)
  if (walk.alias !== undefined && ++walk.repeated > mostRepeated) return excess(walk, aliasBomb(walk.alias))
  if (node.tag && !plainTags.has(node.tag)) return refused(walk, unknownTag(node.tag, offset))
  if (isScalar(node)) return scalar(node.value, point, walk)
  if (walk.open.size >= mostLevels) return excess(walk, tooDeep(offset))
  walk.open.add(node)
  const value = isMap(node) ? locatedMap(node, point, walk) : isSeq(node) ? locatedList(node, point, walk) : undefined
  walk.open.delete(node)
  return value
}

function locatedMap(map: YAMLMap, point: Point, walk: Walk): Located {
  const entries = new Map<string, LocatedEntry>()
  const seen = new Map<string, number>()
  let incomplete = false
  for (const pair of map.items) {
    const key = keyOf(pair, walk)
    if (key === undefined) incomplete = true
    if (key === undefined) continue
    const first = seen.get(key.name)
    if (first !== undefined) {
      refused(walk, duplicateKey(key.name, walk.source, first, key.point.offset))
      continue
    }
    seen.set(key.name, key.point.offset)
    const value = pair.value as Node | null
    const node: Located | undefined = value ? located(value, walk) : { kind: 'scalar', point: key.point, value: null }
    if (node) entries.set(key.name, { key: key.point, node })
    else incomplete = true
  }
  return { kind: 'map', point, entries, incomplete }
}

function locatedList(list: YAMLSeq, point: Point, walk: Walk): Located {
  const items = list.items.flatMap((item) => located(item as Node, walk) ?? [])
  return { kind: 'list', point, items }
}

function keyOf(pair: Pair, walk: Walk): { name: string; point: Point } | undefined {
  const node = pair.key as Node | null
  const offset = node ? offsetOf(node) : 0
  if (node && 'anchor' in node && node.anchor) walk.anchors.set(node.anchor, node)
  const value = isAlias(node) ? scalarOf(walk.anchors.get(node.source)) : scalarOf(node)
  if (typeof value !== 'string') return refused(walk, keyNotText(value, offset))
  if (forbiddenKeys.includes(value)) return refused(walk, forbiddenKey(value, offset))
  if (value === '<<') return refused(walk, mergeKey(offset))
  return { name: value, point: { source: walk.source, offset } }
}

function followed(name: string, node: Node, walk: Walk): Located | undefined {
  const offset = offsetOf(node)
  const anchored = walk.anchors.get(name)
  if (anchored === undefined) return refused(walk, unknownAnchor(name, walk.anchors.keys(), offset))
  if (walk.open.has(anchored)) return refused(walk, aliasCycle(name, offset))
  const { alias } = walk
  walk.alias ??= offset
  const value = located(anchored, walk)
  walk.alias = alias
  return value && { ...value, point: { source: walk.source, offset } }
}

function scalar(value: unknown, point: Point, walk: Walk): Located | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { kind: 'scalar', point, value }
  }
  return refused(walk, unknownTag(typeof value, point.offset))
}

function scalarOf(node: Node | null | undefined): unknown {
  return isScalar(node) ? node.value : undefined
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0
}

function excess(walk: Walk, fault: YamlFault): undefined {
  walk.excessive = true
  return refused(walk, fault)
}

function refused(walk: Walk, fault: YamlFault): undefined {
  walk.faults.push(fault)
  return undefined
}
