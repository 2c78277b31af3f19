import type { ConsequenceClass } from '#catalog'
import { counted, wordList } from '#core'
import type { Effect } from './effect.ts'
import type { Line, LineThing } from './line.ts'
import { verdictOf } from './verdict.ts'

/** What Terraform would do to one stack, as a plan says. */
export interface PlannedStack {
  readonly stack: string
  readonly tenant?: string
  readonly changes: readonly PlannedChange[]
}

/** One change of a plan: where, what, and what it comes to; never a value. */
export interface PlannedChange extends Omit<LineThing, 'stack'> {
  readonly class: ConsequenceClass
}

/**
 * What plans and the models do not agree on: what Terraform would do that the change of config does not explain, and what
 * config changes that no plan does. Stacks without a plan are left out.
 */
export function plannedLines(plans: readonly PlannedStack[], effects: readonly Effect[]): Line[] {
  return plans.flatMap((plan) => {
    const foreseen = effects.filter(({ stack }) => stack === plan.stack)
    const known = new Set(foreseen.map(keyOf))
    const done = new Set(plan.changes.map(keyOf))
    const unforeseen = grouped(plan.changes.filter((change) => !known.has(keyOf(change))))
    // what a plan does otherwise is said once, as what it does
    const touched = new Set(plan.changes.map(({ address }) => address))
    const missing = foreseen.filter((effect) => !done.has(keyOf(effect)) && !touched.has(effect.address))
    return [
      ...unforeseen.map((changes) => line(plan, changes, 'unforeseen')),
      ...(missing.length > 0 ? [line(plan, missing, 'missing')] : []),
    ]
  })
}

function keyOf({ address, action }: Pick<Effect, 'address' | 'action'>): string {
  return `${action} ${address}`
}

function grouped(changes: readonly PlannedChange[]): PlannedChange[][] {
  const groups = new Map<string, PlannedChange[]>()
  for (const change of changes) {
    const key = `${change.action} ${change.class}`
    groups.set(key, [...(groups.get(key) ?? []), change])
  }
  return [...groups.values()]
}

const words = {
  unforeseen: {
    topic: 'plan/unforeseen',
    what: 'that the change of config does not explain',
    why: 'cluster or state differ from what base describes: somebody changed them by hand, or something was merged and never applied',
  },
  missing: {
    topic: 'plan/missing',
    what: 'that config changes, and the plan does not',
    why: 'the cluster has it already, or the plan was made of another commit',
  },
} as const

function line(plan: PlannedStack, changes: readonly PlannedChange[], which: keyof typeof words): Line {
  const { topic, what, why } = words[which]
  const consequence = which === 'missing' ? 'nothing' : (changes[0]?.class ?? 'in place')
  const names = changes.map(({ kind, namespace, name }) => `${kind} ${namespace ? `${namespace}/` : ''}${name}`)
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} others`] : names
  const tenants = plan.tenant === undefined ? [] : [plan.tenant]
  const reaches = consequence === 'nothing' ? [] : tenants
  const harms = ['disruptive', 'destroys'].includes(verdictOf(consequence))
  return {
    topic,
    ...(plan.tenant === undefined ? {} : { tenant: plan.tenant }),
    part: plan.tenant ?? 'plan',
    what: `${counted(changes.length, 'thing')} of ${plan.stack} ${what}: ${which === 'unforeseen' ? `${changes[0]?.action} ` : ''}${wordList(shown, 'and')}`,
    why,
    class: consequence,
    classes: [consequence],
    verdict: verdictOf(consequence),
    things: changes.map(({ address, action, kind, namespace, name }) => {
      return { address, action, kind, namespace, name, stack: plan.stack }
    }),
    reaches,
    restarts: harms ? reaches : [],
    back: { kind: 'steps', how: 'find out what it is before it is applied: superpod plan shows it field by field' },
  }
}
