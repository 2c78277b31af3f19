import { poolLabels, rackLabels } from '../node.ts'
import type { PodModel } from '../pod-model.ts'
import { type Pool, sharedPool } from '../pool.ts'
import type { System } from '../system.ts'
import type { Taint } from '../taint.ts'

/** Systems that a cloud makes alike: one group of nodes. A cloud gives them names of its own. */
export interface SystemGroup {
  /** `su1`, `su1-genomics`; where a rack is one NVLink domain `su1-r01`, `su1-r01-genomics`. */
  readonly name: string
  /** Unit or rack that it is part of: its machines stand close together. */
  readonly place: string
  readonly scalableUnit: string
  readonly pool: string
  /** Systems that the model has there. */
  readonly systems: readonly System[]
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
}

/**
 * Groups of systems, in floor-plan order: one a unit and pool, or one a rack and pool where racks are NVLink domains. Systems
 * that no pool has are in none. A cloud has no racks of ours: a unit counts as one, so that placement sees no more than there is.
 */
export function systemGroups({ systems, pools }: Pick<PodModel, 'systems' | 'pools'>): SystemGroup[] {
  const owners = new Map(pools.flatMap((pool) => pool.systems.map(({ name }): [string, Pool] => [name, pool])))
  const groups = new Map<string, { place: string; pool: Pool; systems: System[] }>()
  for (const system of systems) {
    const pool = owners.get(system.name)
    if (!pool) continue
    const place = placeOf(system)
    const name = pool.name === sharedPool ? place : `${place}-${pool.name}`
    const group = groups.get(name) ?? { place, pool, systems: [] }
    group.systems.push(system)
    groups.set(name, group)
  }
  return [...groups].flatMap(([name, group]) => systemGroup(name, group))
}

function placeOf({ nvlinkDomain, scalableUnit }: System): string {
  return nvlinkDomain ?? scalableUnit
}

function systemGroup(name: string, group: { place: string; pool: Pool; systems: System[] }): SystemGroup[] {
  const { place, pool, systems } = group
  const [first] = systems
  if (!first) return []
  const rack = { ...first, name: place }
  return [
    {
      name,
      place,
      scalableUnit: first.scalableUnit,
      pool: pool.name,
      systems,
      labels: { ...rackLabels(rack), ...poolLabels(pool) },
      taints: pool.taints,
    },
  ]
}
