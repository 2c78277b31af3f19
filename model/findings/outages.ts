import { counted, didYouMean, type Finding } from '#core'
import type { PodModel } from '../pod-model.ts'
import { isAt, sharedPool } from '../pool.ts'

/** States of what is not there, days that are not yet, and promises that outages leave uncovered. */
export function outageFindings(model: PodModel, at: string): Finding[] {
  return [
    ...Object.keys(model.states).flatMap((place) => placeFindings(model, place, at)),
    ...uncovered(model),
    ...sparesUsedUp(model),
  ]
}

function placeFindings(model: PodModel, place: string, at: string): Finding[] {
  const path = `systems.state.${place}`
  const racks = model.racks.map(({ name }) => name)
  const known = [...model.scalableUnits, ...racks, ...model.systems.map(({ name }) => name)]
  if (!known.includes(place)) return [unknownPlace(model, place, known)]
  const since = model.states[place]?.since
  if (since === undefined || since <= at) return []
  return [
    {
      code: 'systems/state-in-future',
      severity: 'warning',
      path: `${path}.since`,
      message: `${place} is out of service since ${since}, but today is ${at}: a state holds from when it is written`,
      remedy: 'correct the day, or write the state when it begins',
    },
  ]
}

function unknownPlace(model: PodModel, place: string, known: readonly string[]): Finding {
  const displaced = model.displaced.find(({ name }) => name === place)
  const near = didYouMean(place, known)
  return {
    code: 'systems/state-unknown',
    severity: 'error',
    path: `systems.state.${place}`,
    message: displaced
      ? `${place} has a state, but holds the ${displaced.reason} and no system`
      : `${place} has a state, but no system, rack or scalable unit is called so; ${unitNames(model)}`,
    remedy: near
      ? `write ${near}, or another name that \`superpod show ${model.name} systems\` lists`
      : `take a name that \`superpod show ${model.name} systems\` lists`,
  }
}

function unitNames({ scalableUnits }: PodModel): string {
  const [first] = scalableUnits
  return scalableUnits.length === 1 ? `the one unit is ${first}` : `units are ${first} to ${scalableUnits.at(-1)}`
}

// the system that takes the pool below what it promised is named by the last place that a state was written for
function uncovered(model: PodModel): Finding[] {
  return model.pools.flatMap(({ name, systems }) => {
    const pool = model.capacity[name]
    // what the whole pool could never cover is an error of its own
    if (!pool || pool.uncovered === 0 || pool.free < 0) return []
    const place = systems.flatMap(({ outage }) => outage?.place ?? []).at(-1)
    const inService = systems.length - pool.outages
    return [
      {
        code: 'capacity/outages-uncovered',
        severity: 'warning' as const,
        path: `systems.state.${place}`,
        message: `${name === sharedPool ? 'the shared pool' : `pool ${name}`} guarantees ${pool.guaranteed} GPUs, but has ${counted(inService, 'system')} in service (${pool.outages} out, ${pool.spares} spare): ${pool.uncovered} GPUs are not covered`,
        remedy: `bring ${counted(Math.ceil(pool.uncovered / model.generation.gpu.count), 'system')} back, or tell the tenants; no quota changes`,
      },
    ]
  })
}

// the next system that fails takes something from somebody
function sparesUsedUp(model: PodModel): Finding[] {
  return model.pools.flatMap(({ name, systems }) => {
    const pool = model.capacity[name]
    if (!pool || pool.spares === 0 || pool.outages < pool.spares || pool.uncovered > 0) return []
    const place = systems.flatMap(({ outage }) => outage?.place ?? []).at(-1)
    return [
      {
        code: 'capacity/spares-used-up',
        severity: 'warning' as const,
        path: `systems.state.${place}`,
        message: `${name === sharedPool ? 'the shared pool' : `pool ${name}`} has ${counted(pool.spares, 'spare')}, but ${counted(pool.outages, 'system')} out of service: the next one may take from what is promised`,
        remedy: `bring one back, and see \`superpod capacity ${model.name} --without <system>\` for who would lose what`,
      },
    ]
  })
}

/** Dedicated places of which nothing is left, because all of it is outside. */
export function outsidePlaces(model: PodModel): Finding[] {
  return model.claims.flatMap(({ pool, places }) =>
    places.flatMap((place) => {
      const here = model.systems.filter((system) => isAt(system, new Set([place])))
      if (here.length === 0 || here.some(({ outage }) => outage?.state !== 'outside')) return []
      return [
        {
          code: 'placement/outside',
          severity: 'error' as const,
          path: `tenants.${pool}.placement.dedicated.${place}`,
          message: `${pool} asks for ${place}, but it is outside of every queue, as systems.state.${here[0]?.outage?.place} says`,
          remedy: 'name another place, or take the state away',
        },
      ]
    }),
  )
}
