import type { ControlId } from '#catalog'
import type { PodModel, TenantModel } from '#model'
import type { Ground } from './ground.ts'
import { accountsOf, type Person, peopleOf, submitterOf } from './person.ts'
import { tenantsOf } from './rights.ts'

/** How much of what could be tried was tried: of a fleet of a thousand tenants not everything is. */
export interface Sample {
  readonly tried: number
  readonly of: number
  /** What is counted, with its number before it: `namespaces of other tenants`. */
  readonly what: string
}

/** Namespaces of others that one person is asked about: some thousand questions of a tenant, and a few seconds. */
const mostNamespaces = 256

/** Other tenants whose members try to reach a tenant's systems. */
const mostIntruders = 64

/** Namespaces of others that somebody of a tenant is asked about, where no file gives them anything: spread over all. */
export function foreignNamespaces({ group }: Person, { model, tenant }: Ground): string[] {
  const meant = tenantsOf(group, model)
  const foreign = othersOf(model, tenant).filter(({ name }) => !meant.has(name))
  return spread(
    foreign.flatMap(({ namespaces }) => namespaces.map(({ name }) => name)),
    mostNamespaces,
  )
}

/** Other tenants whose members try to reach a tenant's systems: those who may submit work, spread over all. */
export function intrudersOf({ model, tenant }: Ground): TenantModel[] {
  return spread(possibleIntruders(model, tenant), mostIntruders)
}

/** How much was tried of a control that there is too much of to try everything, by control. */
export const samples: Readonly<Partial<Record<ControlId, (ground: Ground) => Sample>>> = {
  'access/own-namespaces': (ground) => {
    const people = [...peopleOf(ground.tenant), ...accountsOf(ground.tenant)]
    const tried = new Set(people.flatMap((who) => foreignNamespaces(who, ground)))
    const all = othersOf(ground.model, ground.tenant).flatMap(({ namespaces }) => namespaces)
    return { tried: tried.size, of: all.length, what: 'namespaces of other tenants' }
  },
  'placement/own-systems': (ground) => ({
    tried: intrudersOf(ground).length,
    of: possibleIntruders(ground.model, ground.tenant).length,
    what: 'other tenants that submit work',
  }),
}

function othersOf({ tenants }: PodModel, { name }: TenantModel): TenantModel[] {
  return tenants.filter((other) => other.name !== name)
}

function possibleIntruders(model: PodModel, tenant: TenantModel): TenantModel[] {
  return othersOf(model, tenant).filter((other) => other.state !== 'retired' && submitterOf(other) !== undefined)
}

/** At most so many of a list, evenly over all of it. */
function spread<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, Math.ceil(items.length / most))
  return items.filter((_, index) => index % step === 0)
}
