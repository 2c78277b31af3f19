import { didYouMean, type Finding } from '#core'
import { isLeft } from './outage.ts'
import type { PodModel } from './pod-model.ts'
import { isAt } from './pool.ts'
import type { System } from './system.ts'

/** A place whose quarantine may end. */
export interface ReleasablePlace {
  /** System, rack or unit, as `systems.state` has it, or is to have it. */
  readonly place: string
  /** Tenant that left it. */
  readonly of: string
  readonly systems: readonly string[]
  /** Whether `systems.state` has it already; false: it is in quarantine by what is around it. */
  readonly isWritten: boolean
}

/** What a release is of, or why it is of nothing. */
export interface TenantRelease {
  readonly places: readonly ReleasablePlace[]
  readonly findings: readonly Finding[]
}

/**
 * The places that a word stands for: a tenant's name for all that it left, else systems, racks and units by name.
 * @param word - `genomics`, or `su3-r01,su3-r02-s1`
 */
export function tenantRelease(model: PodModel, word: string): TenantRelease {
  const ofTenant = written(model).filter(({ of }) => of === word)
  if (ofTenant.length > 0) return { places: ofTenant, findings: [] }
  if (model.tenants.some(({ name }) => name === word)) return { places: [], findings: [nothingLeft(word)] }
  const each = word.split(',').map((place) => releaseOf(model, place.trim()))
  return { places: each.flatMap(({ places }) => places), findings: each.flatMap(({ findings }) => findings) }
}

/** Quarantines as they are written, without systems that something nearer is written for. */
function written({ states, systems }: PodModel): ReleasablePlace[] {
  return Object.entries(states).flatMap(([place, { of }]) => {
    const own = systems.filter(({ outage }) => isLeft(outage) && outage.place === place)
    return of === undefined || own.length === 0 ? [] : [{ place, of, systems: names(own), isWritten: true }]
  })
}

function releaseOf(model: PodModel, place: string): TenantRelease {
  const here = model.systems.filter((system) => isAt(system, new Set([place])))
  if (here.length === 0) return { places: [], findings: [unknown(model, place)] }
  const other = here.find(({ outage }) => !isLeft(outage))
  if (other) return { places: [], findings: [notInQuarantine(place, other)] }
  const inside = written(model).filter(({ systems }) => systems.every((name) => names(here).includes(name)))
  const covered = new Set(inside.flatMap(({ systems }) => systems))
  const rest = here.filter(({ name }) => !covered.has(name))
  const of = rest[0]?.outage?.of
  // what is left is in quarantine by something wider, which stays for the others
  const own = of === undefined ? [] : [{ place, of, systems: names(rest), isWritten: false }]
  return { places: [...inside, ...own], findings: [] }
}

function names(systems: readonly System[]): string[] {
  return systems.map(({ name }) => name)
}

function nothingLeft(tenant: string): Finding {
  return {
    code: 'release/not-quarantined',
    severity: 'error',
    path: tenant,
    message: `a release ends a quarantine, but no system is in quarantine that ${tenant} left`,
    remedy: `write systems.state: { <system, rack or unit>: { state: quarantine, of: ${tenant} } } first, and apply`,
  }
}

function notInQuarantine(place: string, { name, outage }: System): Finding {
  const is = outage ? `${outage.state}, and nobody left it` : 'in service'
  return {
    code: 'release/not-quarantined',
    severity: 'error',
    path: place,
    message: `a release ends a quarantine, but ${name} is ${is}`,
    remedy: 'name systems, racks or units that are in quarantine of a tenant: ./superpod show systems.outOfService',
  }
}

function unknown(model: PodModel, place: string): Finding {
  const known = [
    ...new Set(Object.values(model.states).flatMap(({ of }) => of ?? [])),
    ...model.scalableUnits,
    ...model.racks.map(({ name }) => name),
    ...model.systems.map(({ name }) => name),
  ]
  const near = didYouMean(place, known)
  return {
    code: 'release/unknown',
    severity: 'error',
    path: place,
    message: `no tenant has left systems, and no system, rack or scalable unit is called ${place}`,
    remedy: near
      ? `write ${near} (did you mean that?)`
      : `take a name that \`superpod show ${model.name} systems\` lists`,
  }
}
