import {
  type ChangeAction,
  type ConsequenceClass,
  classOfRule,
  consequencesOf,
  forceNewFields,
  gravest,
  isForceNew,
} from '#catalog'
import { type FieldChange, fieldChanges } from '#core'
import type { ReviewedStack, StackThing } from './reviewed-pod.ts'

/** One thing that differs between two states of a stack, and what the table of consequences says of it. */
export interface Effect extends Omit<StackThing, 'content' | 'type'> {
  readonly stack: string
  readonly tenant?: string
  readonly action: ChangeAction
  readonly fields: readonly FieldChange[]
  readonly class: ConsequenceClass
  /** A clause that ends a sentence, where the table has one: `deleting it ...`. */
  readonly why?: string
}

/** Stacks of one name before and after; undefined where there is none. */
export interface StackPair {
  readonly before?: ReviewedStack | undefined
  readonly after?: ReviewedStack | undefined
}

/**
 * What differs between two states of stacks, thing by thing, in the order of the stacks.
 * Way in for somebody else's eyes counts only where what is seen was there before: groups of a new namespace see nothing
 * that others have.
 */
export function effects(pairs: readonly StackPair[]): Effect[] {
  const all = pairs.flatMap(stackEffects).map(withoutData)
  const namespaces = (done: ChangeAction) =>
    new Set(all.filter(({ kind, action }) => kind === 'Namespace' && action === done).map(({ name }) => name))
  const [made, gone] = [namespaces('create'), namespaces('delete')]
  // what kept something out of a namespace lets nobody in when both go
  const isFelt = ({ namespace, class: each }: Effect) =>
    !made.has(namespace) && !(gone.has(namespace) && each === 'access widened')
  return all.map((effect) => (isFelt(effect) ? effect : { ...effect, class: 'in place' as const, why: undefined }))
}

// what a namespace of controllers takes along is no tenant's data
function withoutData(effect: Effect): Effect {
  if (effect.tenant !== undefined || effect.class !== 'replaces a namespace') return effect
  return { ...effect, class: 'removes a shared object', why: 'takes the controllers in it along' }
}

function stackEffects({ before, after }: StackPair): Effect[] {
  const stack = after ?? before
  if (!stack) return []
  const [were, are] = [before, after].map((side) => new Map(side?.things.map((thing) => [thing.address, thing])))
  const addresses = new Set([...(were?.keys() ?? []), ...(are?.keys() ?? [])])
  return [...addresses].flatMap((address) => {
    const found = thingEffect(were?.get(address), are?.get(address))
    return found ? { ...found, stack: stack.name, ...(stack.tenant === undefined ? {} : { tenant: stack.tenant }) } : []
  })
}

function thingEffect(before: StackThing | undefined, after: StackThing | undefined): Omit<Effect, 'stack'> | undefined {
  const thing = before ?? after
  if (!thing) return undefined
  const fields = fieldChanges(before?.content, after?.content)
  if (before && after && fields.length === 0 && isSame(before, after)) return undefined
  const action = before ? (after ? changeOf(before, after, fields) : 'delete') : 'create'
  const { address, kind, namespace, name, chart } = thing
  const facts = { address, kind, namespace, name, ...(chart === undefined ? {} : { chart }), action, fields }
  const { class: worst, why } = judged(facts)
  return { ...facts, class: worst, ...(why === undefined ? {} : { why }) }
}

function isSame(before: StackThing, after: StackThing): boolean {
  return before.name === after.name && before.namespace === after.namespace
}

function changeOf(before: StackThing, after: StackThing, fields: readonly FieldChange[]): ChangeAction {
  if (!isSame(before, after)) return 'replace'
  const { type } = before
  if (type !== undefined) return fields.some(({ path }) => isForceNew(type, path)) ? 'replace' : 'update'
  const fixed = forceNewFields[before.kind] ?? []
  return fields.some(({ path }) => fixed.includes(path[0] ?? '')) ? 'replace' : 'update'
}

/** What the table says of a change: its gravest class with the reason of that row, and the classes of all rows. */
export function judged(change: Pick<Effect, 'kind' | 'action' | 'name' | 'chart' | 'fields'>) {
  const rules = consequencesOf(change)
  const found = rules.map(classOfRule)
  const classes: readonly ConsequenceClass[] = ['in place', ...found]
  const worst = gravest(classes)
  return { class: worst, classes, why: rules[found.indexOf(worst)]?.why }
}
