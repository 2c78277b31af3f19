import type { SystemModel } from '#catalog'
import { contentName } from '#core'
import { type GpuDevices, gpuDevices, type PoolSharing, sharingLabels } from './gpu-sharing.ts'
import { isOfNoPool, outageStates, outageTaint } from './outage.ts'
import type { System } from './system.ts'
import { gpuTaint, poolTaint, type Taint, unprovenTaint } from './taint.ts'

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
  /** Labels that a flavor finds its systems by. */
  readonly nodeLabels: Readonly<Record<string, string>>
  /** Labels that tell the GPU operator how to share their GPUs. */
  readonly sharingLabels: Readonly<Record<string, string>>
  /** What one of its GPUs is to Kubernetes. */
  readonly devices: GpuDevices
  readonly taints: readonly Taint[]
}

/** A pool's claim: its name, and the systems, racks or units that it wants, by name. */
export interface PoolClaim {
  readonly pool: string
  readonly places: readonly string[]
}

/** What pools are made of. */
export interface PoolPlan {
  readonly systems: readonly System[]
  readonly claims: readonly PoolClaim[]
  readonly spares: Readonly<Record<string, number>>
  /** Name of the topology that their flavors refer to. */
  readonly topology: string
  readonly generation: Pick<SystemModel, 'gpu'>
  /** How GPUs are shared, by pool. @default whole GPUs everywhere */
  readonly sharing?: Readonly<Record<string, PoolSharing>>
}

/**
 * The pools of a floor: dedicated ones in the order given, then the shared one with all that nobody claimed. Systems that
 * are outside belong to none, nor do those that a tenant left its data on. A system that two claim goes to the first; findings say so.
 */
export function pools(plan: PoolPlan): Pool[] {
  const members = new Map<string, System[]>(
    [...plan.claims.map(({ pool }) => pool), sharedPool].map((name) => [name, []]),
  )
  const wanted = plan.claims.map(({ pool, places }) => ({ pool, places: new Set(places) }))
  for (const system of plan.systems) {
    if (isOfNoPool(system)) continue
    const owner = wanted.find(({ places }) => isAt(system, places))?.pool ?? sharedPool
    members.get(owner)?.push(system)
  }
  return [...members].map(([name, systems]) => pool(name, systems, plan))
}

/** Whether a system stands at one of the places: its own name, its rack's, or its unit's. */
export function isAt(system: System, places: ReadonlySet<string>): boolean {
  return places.has(system.name) || places.has(system.rack) || places.has(system.scalableUnit)
}

function pool(name: string, systems: readonly System[], plan: PoolPlan): Pool {
  const { spares: sparesOf, topology, generation, sharing = {} } = plan
  const gpusPerSystem = generation.gpu.count
  const nodeLabels = { 'superpod/pool': name }
  const taints = name === sharedPool ? [gpuTaint] : [gpuTaint, poolTaint(name)]
  const spares = sparesOf[name] ?? 0
  return {
    name,
    flavor: contentName(name, { nodeLabels, taints, topology }),
    systems,
    gpus: systems.length * gpusPerSystem,
    spares,
    guaranteeableGpus: Math.max(0, systems.length - spares) * gpusPerSystem,
    nodeLabels,
    sharingLabels: sharingLabels(sharing[name]),
    devices: gpuDevices(sharing[name], generation),
    taints,
  }
}

/**
 * Every taint that a system of the pod can have, each once: what the platform's own DaemonSets must tolerate. Those of
 * states, and of a proof that lacks, are among them whether or not a system has one: neither changes an operator.
 */
export function systemTaints({ pools: all }: { readonly pools: readonly Pool[] }): Taint[] {
  const outages = outageStates.map((state) => outageTaint({ state }))
  const taints = new Map(
    [...all.flatMap((each) => each.taints), ...outages, unprovenTaint].map((taint) => [
      `${taint.key}=${taint.value}`,
      taint,
    ]),
  )
  return [...taints.values()]
}
