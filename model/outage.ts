import type { Pod } from '#config'
import type { Taint } from './taint.ts'

/** What a person wrote about a system, a rack or a unit that takes no work. */
type WrittenState = Pod['systems']['state'][string]

/** Why a system takes no work, and where that is written. */
export interface Outage extends WrittenState {
  /** Name under which it is written: the system's own, its rack's, or its unit's. */
  readonly place: string
}

/** Where a system stands, as far as states go. */
interface Place {
  readonly name: string
  readonly rack: string
  readonly scalableUnit: string
}

/** Every state that a system may be in while it takes no work, in the order of their names. */
export const outageStates = ['failed', 'maintenance', 'outside', 'quarantine', 'rma'] as const

/**
 * The state of a system: what is written nearest to it counts, but for `outside`, which holds for all that is in it.
 * @returns undefined for a system in service, one among them that was released from its quarantine
 */
export function outageOf({ name, rack, scalableUnit }: Place, states: Pod['systems']['state']): Outage | undefined {
  const written = [name, rack, scalableUnit].flatMap((place) => {
    const state = states[place]
    return state ? [{ ...state, place }] : []
  })
  const nearest = written.find(({ state }) => state === 'outside') ?? written[0]
  return nearest?.released ? undefined : nearest
}

/** Whether a system belongs to no pool: it is outside, or waits for proof that nothing of a tenant is left on it. */
export function isOfNoPool({ outage }: { readonly outage?: Outage }): boolean {
  return outage?.state === 'outside' || isLeft(outage)
}

/** Whether a tenant left its data on a system. */
export function isLeft(outage: Outage | undefined): outage is Outage & { readonly of: string } {
  return outage?.state === 'quarantine' && outage.of !== undefined
}

/** Labels that say why a system takes no work, and whose data may be on it. */
export function outageLabels({ state, of }: Pick<Outage, 'state' | 'of'>): Record<string, string> {
  return { 'superpod/state': state, ...(of === undefined ? {} : { 'superpod/quarantine-of': of }) }
}

/** Keeps new work away from a system that takes none; what runs there is left to whoever repairs it. */
export function outageTaint({ state }: Pick<Outage, 'state'>): Taint {
  return { key: 'superpod/state', value: state, effect: 'NoSchedule' }
}
