import { type ConsequenceClass, consequenceClasses, gravest } from '#catalog'
import { counted, type Place, wordList } from '#core'
import type { Draft, Drained, Explanation, WayBack } from './draft.ts'
import { type Effect, judged } from './effect.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** What stands behind a line: one thing of a stack, and what becomes of it. */
export type LineThing = Pick<Effect, 'address' | 'action' | 'kind' | 'namespace' | 'name' | 'stack'>

/** One line of a review: a change as one would say it, and what it comes to. */
export interface Line {
  /** Kind of the change, `area/what`: stable. */
  readonly topic: string
  /** Tenant that it is about; undefined: a part of the pod. */
  readonly tenant?: string
  readonly part: string
  readonly what: string
  readonly why: string
  readonly class: ConsequenceClass
  /** That and the others that it comes to, gravest first. */
  readonly classes: readonly ConsequenceClass[]
  readonly verdict: Verdict
  readonly path?: string
  readonly place?: Place
  readonly things: readonly LineThing[]
  readonly reaches: readonly string[]
  /** Tenants whose jobs restart at most; empty where no job does. */
  readonly restarts: readonly string[]
  readonly drains?: Drained
  readonly back: WayBack
}

/** A part of an effect that a draft may stand for. */
interface Matched {
  readonly effect: Effect
  readonly classes: readonly ConsequenceClass[]
  readonly why?: string
}

/**
 * The lines of a review: what rules say of the config, joined with what happens in the stacks. What no rule has foreseen
 * is a line of its own: nothing that happens is left out.
 * @param placeOf - where a path of the config stands
 */
export function reviewLines(
  drafts: readonly Draft[],
  effects: readonly Effect[],
  tenants: readonly string[],
  placeOf: (path: string) => Place | undefined,
): Line[] {
  const lines = drafts.map((draft) => explained(draft, effects, tenants, placeOf(draft.path)))
  const left = effects.flatMap((effect) => unforeseen(effect, drafts))
  return [...lines, ...leftovers(left, tenants)]
}

function explained(draft: Draft, effects: readonly Effect[], tenants: readonly string[], place?: Place): Line {
  const { explains = [], reaches, restarts, drains, back, knows = false, ...said } = draft
  const all = effects.flatMap((effect) => matchedBy(explains, effect) ?? [])
  const matched = knows ? all.map((each) => ({ ...each, classes: each.classes.filter(isOfTheGuard) })) : all
  const classes = [draft.class, ...matched.flatMap((each) => each.classes)]
  const worst = gravest(classes)
  const raised = worst !== draft.class
  const cause = raised ? matched.find((each) => each.classes.includes(worst)) : undefined
  const owner = draft.tenant === undefined ? [] : [draft.tenant]
  const reached = worst === 'nothing' ? [] : (reaches ?? owner)
  // what is shared reaches all of them, where a rule did not foresee how grave it is
  const ends = classes.some(endsJobs)
  const isGraver = raised || (ends && !endsJobs(draft.class))
  const touched = isGraver && isFelt(worst) && reached.length === 0 ? tenants : reached
  const why =
    cause?.why === undefined || isSaid(draft.why, cause.why)
      ? draft.why
      : `${draft.why}; ${cause.effect.kind} ${cause.effect.name}: to ${cause.effect.action} it ${cause.why}`
  return {
    ...said,
    why,
    ...judgedAs(worst, classes),
    ...(place ? { place } : {}),
    things: matched.map(({ effect }) => thing(effect)),
    reaches: touched,
    restarts: ends ? (restarts ?? touched) : [],
    ...(drains && classes.some(drainsNodes) ? { drains } : {}),
    back: back ?? usualWayBack(worst),
  }
}

function isSaid(why: string, cause: string): boolean {
  return why.includes(cause)
}

function judgedAs(worst: ConsequenceClass, classes: readonly ConsequenceClass[]) {
  const others = consequenceClasses.filter((each) => each !== worst && classes.includes(each) && isFelt(each))
  return { class: worst, classes: [worst, ...others.reverse()], verdict: verdictOf(worst) }
}

function isFelt(each: ConsequenceClass): boolean {
  return verdictOf(each) !== 'safe'
}

// what is left to a person harms nobody, and a rule may know that it is not even that
function isOfTheGuard(each: ConsequenceClass): boolean {
  return each === 'rolling' || endsJobs(each)
}

function endsJobs(each: ConsequenceClass): boolean {
  return ['disruptive', 'destroys'].includes(verdictOf(each))
}

function drainsNodes(each: ConsequenceClass): boolean {
  return ['drains nodes', 'replaces a node pool', 'replaces the cluster'].includes(each)
}

function usualWayBack(each: ConsequenceClass): WayBack {
  if (verdictOf(each) !== 'destroys') return { kind: 'revert', how: 'a revert suffices' }
  return { kind: 'steps', how: 'revert, apply, and make anew what was in it by hand: it comes back empty' }
}

/** What of an effect some explanations stand for; undefined: nothing of it. */
function matchedBy(explains: readonly Explanation[], effect: Effect): Matched | undefined {
  const meant = explains.filter((each) => means(each, effect))
  if (meant.length === 0) return undefined
  const whole = { effect, classes: [effect.class], ...(effect.why === undefined ? {} : { why: effect.why }) }
  if (effect.action !== 'update') return whole
  const fields = effect.fields.filter(({ path }) => meant.some((each) => isOf(each, path)))
  if (fields.length === 0) return undefined
  if (fields.length === effect.fields.length) return whole
  const { classes, why } = judged({ ...effect, fields })
  return { effect, classes, ...(why === undefined ? {} : { why }) }
}

function means({ kinds, tenant, named }: Explanation, effect: Effect): boolean {
  if (kinds.length > 0 && !kinds.includes(effect.kind)) return false
  if (tenant !== undefined && effect.tenant !== tenant) return false
  return named?.(effect.name, effect.namespace) ?? true
}

function isOf({ fields }: Explanation, path: readonly string[]): boolean {
  return fields?.test(path.filter((part) => !part.startsWith('[')).join('.')) ?? true
}

/** An effect, less what drafts stand for; nothing where they stand for all of it. */
function unforeseen(effect: Effect, drafts: readonly Draft[]): Effect[] {
  const meant = drafts.flatMap(({ explains = [] }) => explains.filter((each) => means(each, effect)))
  if (meant.length === 0) return [effect]
  if (effect.action !== 'update') return []
  const fields = effect.fields.filter(({ path }) => !meant.some((each) => isOf(each, path)))
  if (fields.length === 0) return []
  const { class: worst, why } = judged({ ...effect, fields })
  return [{ ...effect, fields, class: worst, why }]
}

function leftovers(effects: readonly Effect[], tenants: readonly string[]): Line[] {
  const groups = new Map<string, Effect[]>()
  for (const effect of effects) {
    const key = [effect.stack, effect.kind, effect.action, effect.class].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), effect])
  }
  return [...groups.values()].map((group) => leftover(group, tenants))
}

const doings = { create: 'made', update: 'changed', replace: 'replaced', delete: 'deleted' } as const

function leftover(group: readonly Effect[], tenants: readonly string[]): Line {
  const [{ kind, tenant, action, class: each, why, stack }] = group as [Effect, ...Effect[]]
  const names = group.map(({ namespace, name }) => (namespace ? `${namespace}/${name}` : name))
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} others`] : names
  const reaches = tenant === undefined ? (isFelt(each) ? tenants : []) : [tenant]
  const title = kind === 'HelmRelease' ? 'Helm release' : kind
  return {
    topic: 'objects/changed',
    ...(tenant === undefined ? {} : { tenant }),
    part: tenant ?? stack.replace(/^.*-(platform|cluster)$/, '$1'),
    what: `${counted(group.length, title)} ${doings[action]}: ${wordList(shown, 'and')}`,
    why: why === undefined ? `${fieldWords(group)} it follows from the change` : `to ${action} it ${why}`,
    ...judgedAs(each, [each]),
    things: group.map(thing),
    reaches,
    restarts: endsJobs(each) ? reaches : [],
    back: usualWayBack(each),
  }
}

function fieldWords(group: readonly Effect[]): string {
  const paths = new Set(group.flatMap(({ fields }) => fields.map(({ path }) => path.slice(0, 3).join('.'))))
  const [first] = paths
  return first ? `${[...paths].slice(0, 3).join(', ')}:` : ''
}

function thing({ address, action, kind, namespace, name, stack }: Effect): LineThing {
  return { address, action, kind, namespace, name, stack }
}

/** Most dangerous first; then tenants by name, then parts of the pod. */
export function byWeight(a: Line, b: Line): number {
  const rank = ({ class: each }: Line) => consequenceClasses.indexOf(each)
  const subject = ({ tenant, part }: Line) => (tenant === undefined ? `1${part}` : `0${tenant}`)
  return rank(b) - rank(a) || (subject(a) < subject(b) ? -1 : subject(a) > subject(b) ? 1 : 0)
}
