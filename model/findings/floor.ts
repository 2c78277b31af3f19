import { type Finding, printedPower } from '#core'
import type { PodModel } from '../pod-model.ts'

/** Racks that draw too much or hold what they cannot, counts that the floor has no place for. */
export function floorFindings(model: PodModel): Finding[] {
  return [...rackPower(model), ...rackSize(model), ...systemCount(model), ...spares(model)]
}

// racks of one pod are alike, so the fullest one speaks for all
function rackPower({ racks, generation }: PodModel): Finding[] {
  const over = racks.filter((rack) => rack.powerW !== undefined && rack.systemsW > rack.powerW)
  const first = over[0]
  if (first?.powerW === undefined) return []
  const fits = Math.floor(first.powerW / generation.maxPowerW.value)
  return [
    {
      code: 'rack/power-exceeded',
      severity: 'error',
      path: 'racks.powerW',
      message: `${over.length === 1 ? `rack ${first.name}` : `${over.length} racks, ${first.name} first,`} would draw ${printedPower(first.systemsW)} (${first.systems.length} × ${generation.generation}), but may draw ${printedPower(first.powerW)}`,
      remedy: `place at most ${fits} systems in a rack, or raise powerW to ${first.systemsW}`,
    },
  ]
}

function rackSize({ systemsPerRack, generation }: PodModel): Finding[] {
  const allowed = generation.systemsPerRack.value
  if (allowed.includes(systemsPerRack)) return []
  return [
    {
      code: 'rack/systems-unsupported',
      severity: 'error',
      path: 'racks.systemsPerRack',
      message: `${systemsPerRack} systems in a rack, but the reference architecture (${generation.systemsPerRack.source.key}) has ${allowed.join(', ')}`,
      remedy: `write one of ${allowed.join(', ')}`,
    },
  ]
}

function systemCount({ scalableUnits, generation, count }: PodModel): Finding[] {
  const places = scalableUnits.length * generation.systemsPerScalableUnit.value
  if (count === undefined || count <= places) return []
  return [
    {
      code: 'systems/count-above-places',
      severity: 'error',
      path: 'systems.count',
      message: `${count} systems, but ${scalableUnits.length} scalable units have ${places} places`,
      remedy: `lower count to ${places}, or raise scalableUnits to ${Math.ceil(count / generation.systemsPerScalableUnit.value)}`,
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
