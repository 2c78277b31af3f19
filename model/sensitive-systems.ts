import { isLeft } from './outage.ts'
import type { PodModel } from './pod-model.ts'

/**
 * Systems that hold a sensitive tenant's data, or did, as the record on the cluster has them: `owner.<system>` and
 * `quarantine.<system>` name the tenant, `released.<system>` also the day and who stands for it. It is the one memory of
 * whose a system was: config alone says what is to be.
 */
export function sensitiveSystems({ pools, systems, tenants, states }: PodModel): Record<string, string> {
  const sensitive = new Set(tenants.filter(({ sensitivity }) => sensitivity === 'sensitive').map(({ name }) => name))
  const owned = pools
    .filter(({ name }) => sensitive.has(name))
    .flatMap((pool) => pool.systems.map((system) => [`owner.${system.name}`, pool.name]))
  const left = systems.flatMap(({ name, outage }) => (isLeft(outage) ? [[`quarantine.${name}`, outage.of]] : []))
  const released = systems.flatMap(({ name, rack, scalableUnit }) => {
    const { of, released: release } = states[name] ?? states[rack] ?? states[scalableUnit] ?? {}
    return of === undefined || release === undefined ? [] : [[`released.${name}`, `${of} ${release.on} ${release.by}`]]
  })
  return Object.fromEntries([...owned, ...left, ...released])
}
