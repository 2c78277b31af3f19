import { z } from 'zod'
import { didYouMean, type Finding, wordList } from '#core'
import { type LocatedEntry, type LocatedMap, type Point, placeOf, plainValue } from './located.ts'
import { Pod } from './pod.ts'
import { fieldAt, knownKeys, unwrapped } from './schema-field.ts'

/** A pod's values with a patch over them, and what the patch asks for that cannot be. */
export interface Overridden {
  readonly root: LocatedMap
  readonly findings: readonly Finding[]
}

/** Where in the patch the walk is. */
interface Step {
  readonly path: readonly string[]
  /** What paths of findings begin with: `targets.kind.override`. */
  readonly prefix: string
  readonly findings: Finding[]
}

/**
 * Lays a target's `override` over the values of `superpod.yaml`: maps are merged, anything else is replaced, null removes.
 * Values keep the place where they were written, in whichever file.
 * @param prefix - what paths of findings begin with, such as `targets.kind.override`
 */
export function overridden(root: LocatedMap, patch: LocatedMap, prefix: string): Overridden {
  const findings: Finding[] = []
  return { root: merged(root, patch, { path: [], prefix, findings }), findings }
}

function merged(base: LocatedMap, patch: LocatedMap, step: Step): LocatedMap {
  const entries = new Map(base.entries)
  const removed = new Map(base.removed)
  for (const [key, entry] of patch.entries) {
    const fault = keyFault(key, { base, patch }, entry, step)
    if (fault) step.findings.push(finding(fault, key, entry.key, step))
    else if (isNull(entry)) {
      entries.delete(key)
      removed.set(key, entry.key)
    } else entries.set(key, replaced(base.entries.get(key), entry, { ...step, path: [...step.path, key] }))
  }
  return { ...base, entries, removed }
}

function replaced(base: LocatedEntry | undefined, patch: LocatedEntry, step: Step): LocatedEntry {
  if (patch.node.kind !== 'map') return patch
  // another kind has other keys: nothing of the old one stays
  if (base?.node.kind !== 'map' || isAnotherKind(base.node, patch.node, step)) {
    const empty: LocatedMap = { kind: 'map', point: patch.node.point, entries: new Map() }
    return { key: patch.key, node: merged(empty, patch.node, step) }
  }
  return { key: base.key, node: merged(base.node, patch.node, step) }
}

function isAnotherKind(base: LocatedMap, patch: LocatedMap, { path }: Step): boolean {
  const field = fieldAt(Pod, path)
  const inner = field && unwrapped(field)
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return false
  const kind = kindIn(patch, inner.def.discriminator)
  return kind !== undefined && kind !== kindIn(base, inner.def.discriminator)
}

function kindIn({ entries }: LocatedMap, discriminator: string): unknown {
  const node = entries.get(discriminator)?.node
  return node?.kind === 'scalar' ? node.value : undefined
}

interface OverrideFault {
  readonly code: string
  readonly message: string
  readonly remedy: string
}

/** What lies below, and what is laid over it. */
interface Layers {
  readonly base: LocatedMap
  readonly patch: LocatedMap
}

function keyFault(key: string, layers: Layers, entry: LocatedEntry, step: Step): OverrideFault | undefined {
  const { base } = layers
  const label = [...step.path, key].join('.')
  if (label === 'name') return renamed
  const known = keysThere(layers, step.path)
  if (!known.includes(key)) return unknown(key, label, known)
  if (isNull(entry) && !base.entries.has(key)) return nothingThere(label)
  return undefined
}

/** Keys that may be overridden: those of the schema; in a map by name, those that `superpod.yaml` has. */
function keysThere({ base, patch }: Layers, path: readonly string[]): string[] {
  const field = fieldAt(Pod, path)
  const written = { ...(plainValue(base) as object), ...(plainValue(patch) as object) }
  return (field && knownKeys(field, written)) ?? [...base.entries.keys()]
}

function isNull({ node }: LocatedEntry): boolean {
  return node.kind === 'scalar' && node.value === null
}

const renamed: OverrideFault = {
  code: 'override/name',
  message: 'the override changes the name of the pod, but a name is the same on every target',
  remedy: 'remove name from the override',
}

function unknown(key: string, label: string, known: readonly string[]): OverrideFault {
  const near = didYouMean(key, known)
  const there = known.length === 0 ? 'nothing is there to override' : `what is there is ${wordList(known, 'and')}`
  return {
    code: 'override/unknown-key',
    message: `the override changes ${label}, but ${there}`,
    remedy: near ? `write ${near} (did you mean that?), or remove ${key}` : `remove ${key}, or add it to superpod.yaml`,
  }
}

function nothingThere(label: string): OverrideFault {
  return {
    code: 'override/nothing-to-remove',
    message: `the override removes ${label}, but superpod.yaml does not write it`,
    remedy: `remove ${label} from the override`,
  }
}

function finding(fault: OverrideFault, key: string, point: Point, { path, prefix }: Step): Finding {
  return { ...fault, severity: 'error', path: [prefix, ...path, key].join('.'), place: placeOf(point) }
}
