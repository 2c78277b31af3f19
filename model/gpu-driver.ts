import { operatorDrivers } from '#catalog'
import type { PodModel } from './pod-model.ts'
import { isAt, type Pool } from './pool.ts'
import type { System } from './system.ts'

/** Systems that have one driver, where the GPU operator brings it. */
export interface DriverGroup {
  /** `main`, `canary`, or `pool-` and the name of a pool that differs. */
  readonly name: string
  /** Version of the driver; undefined where neither config nor the catalogue names one. */
  readonly version?: string
  readonly kernelModule: 'auto' | 'open' | 'proprietary'
  /** Names of its systems. */
  readonly systems: readonly string[]
}

/** Label by which a driver finds its systems: each has it once. */
export const driverLabel = 'superpod/driver'

type DriverPod = Pick<PodModel, 'platform' | 'pools'>

/**
 * Groups of systems by their driver: the canary, then pools that differ, then all others. A system that is outside has no
 * driver of ours.
 * @returns none where the host has the driver
 */
export function driverGroups({ platform: { gpuOperator }, pools }: DriverPod): DriverGroup[] {
  if (gpuOperator.mode !== 'managed') return []
  const usual = operatorDrivers.value[gpuOperator.version.replace(/^v/, '')]
  const { version = usual, kernelModule = 'auto', rollout, pools: differing = {} } = gpuOperator.driver ?? {}
  const common = { ...(version === undefined ? {} : { version }), kernelModule }
  const canary = rollout?.canary
  const members = new Map<string, string[]>()
  for (const { pool, system } of pools.flatMap((each) =>
    each.systems.map((member) => ({ pool: each, system: member })),
  )) {
    const group =
      canary && isCanary(system, pool, canary.place) ? 'canary' : pool.name in differing ? `pool-${pool.name}` : 'main'
    members.set(group, [...(members.get(group) ?? []), system.name])
  }
  const of = (group: string, own: Partial<DriverGroup>) => {
    const systems = members.get(group)
    return systems ? [{ ...common, ...own, name: group, systems }] : []
  }
  return [
    ...(canary ? of('canary', { version: canary.version }) : []),
    ...Object.entries(differing).flatMap(([pool, own]) => of(`pool-${pool}`, own)),
    ...of('main', {}),
  ]
}

/** Whether a canary's place, a system's, a rack's, a unit's or a pool's name, holds a system. */
export function isCanary(system: System, pool: Pool, place: string): boolean {
  return pool.name === place || isAt(system, new Set([place]))
}
