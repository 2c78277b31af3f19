import { type ConsequenceRule, consequenceOf } from '#catalog'
import { type Finding, fieldChanges } from '#core'
import type { Change } from './change.ts'
import { type HeldVolume, heldVolumeFindings } from './held-volumes.ts'
import { sensitiveSystemFindings } from './sensitive-systems.ts'

/** What a person has agreed to, in so many words. */
export interface Consent {
  /** Names that may be destroyed: of the namespace that an object lives in, of one that lives in none, or `Kind/name`. */
  readonly confirmed: readonly string[]
  /** Whether a tenant's name stands for all that it has: where a tenant is destroyed. @default false */
  readonly wholeTenants?: boolean
  /** Whether work may be drained, restarted or pushed out. */
  readonly disruption: boolean
  /** Whether the data of a namespace's volumes may go with it: no name stands for that. @default false */
  readonly dataDeleted?: boolean
}

/** The changes of one stack, as the guard judges them. */
export interface GuardedChanges {
  readonly tenant?: string | undefined
  readonly changes: readonly Change[]
  /** Volumes with data in namespaces that the changes take away. @default none */
  readonly volumes?: readonly HeldVolume[]
}

/**
 * What may not be done without consent: whatever destroys data or work, and whatever disrupts it; and what no consent
 * allows, which is to give away systems of a sensitive tenant.
 * @returns one finding for each such change, in the order given, and one for each namespace whose volumes hold data; empty
 * when all may be done
 */
export function guardFindings(plans: readonly GuardedChanges[], consent: Consent): Finding[] {
  return plans.flatMap(({ tenant, changes, volumes = [] }) => [
    ...sensitiveSystemFindings(changes),
    ...changes.flatMap((change) => judged(change, tenant, consent) ?? []),
    ...(consent.dataDeleted ? [] : heldVolumeFindings(volumes)),
  ])
}

/** The row of the table by which a change is refused; undefined where it harms nothing. */
export function refusingRule({ kind, action, name, chart, before, after }: Change): ConsequenceRule | undefined {
  return consequenceOf({ kind, action, name, chart, fields: fieldChanges(before, after) })
}

function judged(change: Change, tenant: string | undefined, consent: Consent): Finding | undefined {
  const rule = refusingRule(change)
  if (!rule) return undefined
  if (rule.consequence === 'disruptive') return consent.disruption ? undefined : disruption(change, rule)
  const names = namesOf(change, consent.wholeTenants ? tenant : undefined)
  return names.some((name) => consent.confirmed.includes(name)) ? undefined : destruction(change, rule)
}

/** Names that mean this one thing: every namespace has a queue called `default`, and every stack the same addresses. */
function namesOf(change: Change, tenant: string | undefined): string[] {
  const { kind, namespace, name } = change
  // many releases live in one namespace that is not theirs
  const room = kind === 'HelmRelease' ? '' : namespace || name
  return [keyOf(change), room, tenant ?? ''].filter((each) => each !== '')
}

function keyOf({ kind, namespace, name }: Change): string {
  return namespace ? `${kind}/${namespace}/${name}` : `${kind}/${name}`
}

function destruction(change: Change, { why }: ConsequenceRule): Finding {
  return {
    code: 'guard/destructive',
    severity: 'error',
    path: change.address,
    message: `this would ${change.action} ${printedChange(change)}, which ${why}`,
    remedy: `take the change back, or add --confirm ${change.namespace ? keyOf(change) : change.name} if it shall go`,
  }
}

function disruption(change: Change, { why }: ConsequenceRule): Finding {
  return {
    code: 'guard/disruptive',
    severity: 'error',
    path: change.address,
    message: `this would ${change.action} ${printedChange(change)}, which ${why}`,
    remedy: 'choose a time when that harms nobody, then add --allow disruptive',
  }
}

/** A change's thing in words: `Namespace alpha-train`. */
export function printedChange({ kind, namespace, name }: Change): string {
  const words = kind === 'HelmRelease' ? 'the Helm release' : kind
  return namespace ? `${words} ${namespace}/${name}` : `${words} ${name}`
}
