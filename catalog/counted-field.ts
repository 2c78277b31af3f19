import type { FieldChange } from '#core'
import type { ConsequenceRule } from './consequence.ts'
import { amountOf, isLowered } from './quantity.ts'
import { isOlder } from './version-order.ts'

/** Limits of a queue that hold for nothing where they are not written. */
const unlimitedWhenAbsent = ['borrowingLimit', 'lendingLimit']

/**
 * Whether a change of a field is one that a row of the table means: lowered and not merely otherwise, taken and not only
 * at another place.
 * @param all - every field that changes with it
 */
export function counts(
  when: ConsequenceRule['when'],
  { path, before, after }: FieldChange,
  all: readonly FieldChange[],
): boolean {
  if (when === 'downgraded') return isOlder(after, before)
  if (when === 'lowered') return isLowered(...limits(path, before, after)) && !isGuaranteedInstead(path, all)
  // what is only added takes nothing away
  if (when === 'given') return after !== undefined && after !== null
  if (when === 'loosened') return isLoosened({ path, before, after }, all)
  if (when === 'promoted') return after !== undefined && !isNarrowerRole(before, after)
  if (when === 'taken') return before !== undefined && before !== null && !isShifted(path, before, all)
  // what was drained and is held now is held less
  if (when === 'set') return ![undefined, null, 'None'].includes(after as null) && before !== 'HoldAndDrain'
  return true
}

/** Whether an item of a list of words is still in it, at another place: one that comes moves all that follow. */
function isShifted(path: readonly string[], before: unknown, all: readonly FieldChange[]): boolean {
  if (!/^\[\d+\]$/.test(path.at(-1) ?? '')) return false
  const list = path.slice(0, -1).join('\n')
  return all.some((each) => each.after === before && each.path.slice(0, -1).join('\n') === list)
}

/** A limit before and after. An item of a ResourceQuota that goes sets free; one that comes is for what is new. */
function limits(path: readonly string[], before: unknown, after: unknown): [unknown, unknown] {
  const unlimited = Number.POSITIVE_INFINITY
  if (unlimitedWhenAbsent.includes(path.at(-1) ?? '')) return [before ?? unlimited, after ?? unlimited]
  return [before, path.at(-2) === 'hard' ? (after ?? unlimited) : after]
}

/** Whether a standard is lower, or what was denied is denied no more, wherever in its list that stands. */
function isLoosened({ path, before, after }: FieldChange, all: readonly FieldChange[]): boolean {
  if (!path.includes('validationActions')) return podSecurityRank(after) < podSecurityRank(before)
  const denies = (value: unknown) => (Array.isArray(value) ? value.includes('Deny') : value === 'Deny')
  const actions = all.filter((each) => each.path.includes('validationActions'))
  return denies(before) && !actions.some((each) => denies(each.after))
}

/** The stricter, the higher; no standard at all lets everything in. */
function podSecurityRank(standard: unknown): number {
  return ['privileged', 'baseline', 'restricted'].indexOf(String(standard))
}

/** Whether a role of ours is the same less the ways into pods that run: what people of a sensitive tenant have. */
function isNarrowerRole(before: unknown, after: unknown): boolean {
  return (
    before !== undefined && String(after) === String(before).replace('superpod-tenant-', 'superpod-tenant-sensitive-')
  )
}

/** Whether a borrowing limit is lower for no other reason than that as much more is guaranteed: the most stays the same. */
function isGuaranteedInstead(path: readonly string[], all: readonly FieldChange[]): boolean {
  if (path.at(-1) !== 'borrowingLimit') return false
  const of = (field: string) => {
    const wanted = [...path.slice(0, -1), field].join('\n')
    return all.find((each) => each.path.join('\n') === wanted)
  }
  const [nominal, limit] = [of('nominalQuota'), of('borrowingLimit')]
  if (!nominal || !limit) return false
  return !isLowered(sum(nominal.before, limit.before), sum(nominal.after, limit.after))
}

function sum(one: unknown, other: unknown): number | undefined {
  const [first, second] = [amountOf(one), amountOf(other)]
  return first === undefined || second === undefined ? undefined : first + second
}
