import type { PodModel } from '../pod-model.ts'
import type { Pool } from '../pool.ts'
import type { System } from '../system.ts'
import { nvlinkDomainLabel } from '../topology.ts'

/** A level of the machine, and how much of it one pool has at most. */
export interface JobPlace {
  /** Node label of the level. */
  readonly level: string
  /** Most systems in service that share one value of it. */
  readonly systems: number
}

const groups: Readonly<Record<string, (system: System) => string | undefined>> = {
  'superpod/scalable-unit': ({ scalableUnit }) => scalableUnit,
  'superpod/rack': ({ rack }) => rack,
  [nvlinkDomainLabel]: ({ nvlinkDomain }) => nvlinkDomain,
  'kubernetes.io/hostname': ({ name }) => name,
}

/** Levels of the machine within one pool, narrowest first. */
function jobPlaces({ topology }: PodModel, pool: Pool): JobPlace[] {
  const inService = pool.systems.filter(({ outage }) => outage === undefined)
  return [...topology.levels].reverse().map((level) => ({ level, systems: largestGroup(inService, groups[level]) }))
}

/**
 * The narrowest level that holds a number of systems of one pool.
 * @returns undefined when none does
 */
export function narrowestPlace(model: PodModel, pool: Pool, systems: number): JobPlace | undefined {
  return jobPlaces(model, pool).find((place) => place.systems >= systems)
}

function largestGroup(systems: readonly System[], groupOf: ((system: System) => string | undefined) | undefined) {
  const sizes = new Map<string, number>()
  for (const system of systems) {
    const group = groupOf?.(system)
    if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  }
  return Math.max(0, ...sizes.values())
}
