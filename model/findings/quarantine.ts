import { counted, type Finding } from '#core'
import { isLeft } from '../outage.ts'
import type { PodModel } from '../pod-model.ts'
import { isAt } from '../pool.ts'

/** Quarantines that contradict themselves or a tenant's placement, and those that wait for somebody. */
export function quarantineFindings(model: PodModel, at: string): Finding[] {
  return [
    ...Object.keys(model.states).flatMap((place) => [...ownerless(model, place), ...badRelease(model, place, at)]),
    ...claimed(model),
    ...waiting(model),
  ]
}

function ownerless({ states }: PodModel, place: string): Finding[] {
  const { state, of, released } = states[place] ?? {}
  const path = `systems.state.${place}`
  if (of !== undefined && state !== 'quarantine') {
    return [
      {
        code: 'systems/left-without-quarantine',
        severity: 'error',
        path: `${path}.of`,
        message: `${place} may hold data of ${of}, but its state is ${state}, which is no quarantine`,
        remedy: 'write state: quarantine, or remove of',
      },
    ]
  }
  if (released === undefined || of !== undefined) return []
  return [
    {
      code: 'systems/released-of-nobody',
      severity: 'error',
      path: `${path}.released`,
      message: `${place} is released, but it says of no tenant that left it`,
      remedy: 'name the tenant in of, or remove the state where it is no quarantine of a tenant',
    },
  ]
}

function badRelease({ states }: PodModel, place: string, at: string): Finding[] {
  const { since, released } = states[place] ?? {}
  const path = `systems.state.${place}.released.on`
  if (released && since !== undefined && released.on < since) {
    return [
      {
        code: 'systems/released-too-early',
        severity: 'error',
        path,
        message: `${place} was released on ${released.on}, but is in quarantine since ${since}: whoever had it could write after that`,
        remedy: 'wipe and reset it again, then correct the day',
      },
    ]
  }
  if (!released || released.on <= at) return []
  return [
    {
      code: 'systems/state-in-future',
      severity: 'warning',
      path,
      message: `${place} was released on ${released.on}, but today is ${at}: a release holds from when it is written`,
      remedy: 'correct the day, or write it when it is done',
    },
  ]
}

function claimed({ claims, systems }: PodModel): Finding[] {
  return claims.flatMap(({ pool, places }) =>
    places.flatMap((place) => {
      const here = systems.filter((system) => isAt(system, new Set([place])) && isLeft(system.outage))
      const [first] = here
      if (!first) return []
      const own = first.outage?.of === pool
      return [
        {
          code: 'placement/quarantined',
          severity: 'error' as const,
          path: `tenants.${pool}.placement.dedicated.${place}`,
          message: `${pool} asks for ${place}, but ${here.length === 1 ? first.name : counted(here.length, 'system')} of it may hold data of ${first.outage?.of}, as systems.state.${first.outage?.place} says`,
          remedy: own
            ? 'take the state away where the tenant keeps them, or the place out of its file'
            : `have them wiped and reset, and confirm it by \`superpod tenant release ${first.outage?.place}\`; or name another place`,
        },
      ]
    }),
  )
}

function waiting({ states, systems, name }: PodModel): Finding[] {
  return Object.entries(states).flatMap(([place, { of }]) => {
    const count = systems.filter(({ outage }) => isLeft(outage) && outage.place === place).length
    if (count === 0) return []
    return [
      {
        code: 'systems/in-quarantine',
        severity: 'info' as const,
        path: `systems.state.${place}`,
        message: `${counted(count, 'system')} of ${place} may hold data of ${of}: in no pool, and nobody's until ${count === 1 ? 'it is' : 'they are'} released`,
        remedy: `wipe the NVMe drives and reset the GPUs, then \`superpod tenant release ${place} ${name}\``,
      },
    ]
  })
}
