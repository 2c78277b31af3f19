import type { System } from './system.ts'
import { gpuTaint, poolTaint, type Taint } from './taint.ts'
import { topologyName, versionedName } from './topology.ts'

/** Name of the pool that every tenant without dedicated placement shares. */
export const sharedPool = 'shared'

/** A set of systems with one flavor: the shared one, and one for each dedicated tenant, by its name. */
export interface Pool {
  readonly name: string
  /** Name of its ResourceFlavor, which carries its content: a flavor never changes. */
  readonly flavor: string
  readonly systems: readonly System[]
  readonly gpus: number
  /** Systems that stay outside guarantees, so that one that fails touches no quota. */
  readonly spares: number
  /** GPUs that guarantees may use: all of the pool less its spares. */
  readonly guaranteeableGpus: number
  readonly nodeLabels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
}

/** A pool's claim: its name, and the systems, racks or units that it wants, by name. */
export interface PoolClaim {
  readonly pool: string
  readonly places: readonly string[]
}

/**
 * The pools of a floor: dedicated ones in the order given, then the shared one with all that nobody claimed.
 * A system that two claim goes to the first; findings say so.
 */
export function pools(
  systems: readonly System[],
  claims: readonly PoolClaim[],
  spares: Readonly<Record<string, number>>,
): Pool[] {
  const owner = new Map<string, string>()
  for (const { pool, places } of claims) {
    const wanted = new Set(places)
    for (const system of systems) {
      if (isAt(system, wanted) && !owner.has(system.name)) owner.set(system.name, pool)
    }
  }
  return [...claims.map((claim) => claim.pool), sharedPool].map((name) =>
    pool(
      name,
      systems.filter((system) => (owner.get(system.name) ?? sharedPool) === name),
      spares[name] ?? 0,
    ),
  )
}

/** Whether a system stands at one of the places: its own name, its rack's, or its unit's. */
export function isAt(system: System, places: ReadonlySet<string>): boolean {
  return places.has(system.name) || places.has(system.rack) || places.has(system.scalableUnit)
}

function pool(name: string, systems: readonly System[], spares: number): Pool {
  const nodeLabels = { 'superpod/pool': name }
  const taints = name === sharedPool ? [gpuTaint] : [gpuTaint, poolTaint(name)]
  const gpusOfSystem = systems[0]?.gpus ?? 0
  return {
    name,
    flavor: versionedName(name, { nodeLabels, taints, topology: topologyName() }),
    systems,
    gpus: systems.length * gpusOfSystem,
    spares,
    guaranteeableGpus: Math.max(0, systems.length - spares) * gpusOfSystem,
    nodeLabels,
    taints,
  }
}

/** Every taint that a system of the pod can have, each once: what the platform's own DaemonSets must tolerate. */
export function systemTaints({ pools: all }: { readonly pools: readonly Pool[] }): Taint[] {
  const taints = new Map(all.flatMap((each) => each.taints).map((taint) => [`${taint.key}=${taint.value}`, taint]))
  return [...taints.values()]
}
