import { didYouMean, type Finding, wordList } from '#core'
import type { PodModel } from '../pod-model.ts'
import { isAt } from '../pool.ts'

/** Dedicated placement that names what is not there, or what another tenant has. */
export function placementFindings(model: PodModel): Finding[] {
  return [
    ...model.claims.flatMap(({ pool, places }) => [
      ...places.flatMap((place) => unknownPlace(model, pool, place)),
      ...overlaps(model, pool, places),
    ]),
    ...Object.entries(model.countedClaims).map(([tenant, count]) => countedPlaces(model, tenant, count)),
  ]
}

function unknownPlace(model: PodModel, tenant: string, place: string): Finding[] {
  const known = [
    ...model.scalableUnits,
    ...model.racks.map((rack) => rack.name),
    ...model.systems.map((system) => system.name),
  ]
  const path = `tenants.${tenant}.placement.dedicated.${place}`
  if (known.includes(place)) return []
  const displaced = model.displaced.find((gap) => gap.name === place)
  const near = didYouMean(place, known)
  return [
    {
      code: 'placement/unknown',
      severity: 'error',
      path,
      message: displaced
        ? `${place} is named, but holds the ${displaced.reason} and no system`
        : `found ${place}, but no system, rack or scalable unit is called so; units are ${model.scalableUnits[0]} to ${model.scalableUnits.at(-1)}`,
      remedy: near
        ? `write ${near}, or another name that \`superpod show ${model.name} systems\` lists`
        : `take a name that \`superpod show ${model.name} systems\` lists`,
    },
  ]
}

function countedPlaces(model: PodModel, tenant: string, count: number): Finding {
  const free = model.pools.find((pool) => pool.name === 'shared')?.systems.slice(-count) ?? []
  return {
    code: 'placement/count',
    severity: 'error',
    path: `tenants.${tenant}.placement.dedicated`,
    message: `found the count ${count}, but dedicated placement is by name`,
    remedy: `name the systems, so that a later tenant moves none of them; free ones are ${wordList(
      free.map((system) => system.name),
      'and',
    )}`,
  }
}

function overlaps(model: PodModel, tenant: string, places: readonly string[]): Finding[] {
  const wanted = new Set(places)
  const mine = model.systems.filter((system) => isAt(system, wanted))
  const earlier = model.claims.slice(
    0,
    model.claims.findIndex((claim) => claim.pool === tenant),
  )
  return earlier.flatMap((other) => {
    const theirs = new Set(other.places)
    const both = mine.filter((system) => isAt(system, theirs))
    const [first] = both
    if (!first) return []
    const entry = places.find((place) => isAt(first, new Set([place])))
    return [
      {
        code: 'placement/overlap',
        severity: 'error' as const,
        path: `tenants.${tenant}.placement.dedicated.${entry}`,
        message: `${tenant} asks for ${both.length === 1 ? first.name : `${first.name} to ${both.at(-1)?.name}`} by ${entry}, but ${other.pool} has ${both.length === 1 ? 'it' : `these ${both.length} systems`}`,
        remedy: "take the place out of one of the two tenants' files",
      },
    ]
  })
}
