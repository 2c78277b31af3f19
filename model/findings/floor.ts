import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'

/** Counts that the floor has no place for, and spares that no pool has. */
export function floorFindings(model: PodModel): Finding[] {
  return [...systemCount(model), ...spares(model)]
}

function systemCount({ scalableUnits, generation, count }: PodModel): Finding[] {
  const perUnit = generation.systemsPerScalableUnit.value
  const places = scalableUnits.length * perUnit
  if (count === undefined || count <= places) return []
  const units = Math.ceil(count / perUnit)
  return [
    {
      code: 'systems/count-above-places',
      severity: 'error',
      path: 'systems.count',
      message: `${count} systems, but ${scalableUnits.length} scalable units of ${generation.generation} have ${places} places`,
      remedy: units > 64 ? `lower count to ${places}` : `lower count to ${places}, or raise scalableUnits to ${units}`,
    },
  ]
}

function spares({ pools, sparesOf }: PodModel): Finding[] {
  return Object.entries(sparesOf).flatMap(([name, count]) => {
    const pool = pools.find((candidate) => candidate.name === name)
    const path = `systems.spares.${name}`
    if (!pool) {
      return [
        {
          code: 'systems/spares-unknown-pool',
          severity: 'error' as const,
          path,
          message: `spares for ${name}, but no pool is called so; pools are ${pools.map((candidate) => candidate.name).join(', ')}`,
          remedy: 'write `shared`, or the name of a tenant with dedicated placement',
        },
      ]
    }
    if (count <= pool.systems.length) return []
    return [
      {
        code: 'systems/spares-above-pool',
        severity: 'error' as const,
        path,
        message: `${count} spare systems, but pool ${name} has ${pool.systems.length}`,
        remedy: `lower it to ${pool.systems.length} at most`,
      },
    ]
  })
}
