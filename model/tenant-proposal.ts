import type { Finding } from '#core'
import { isOfNoPool } from './outage.ts'
import type { PodModel } from './pod-model.ts'
import { isAt, sharedPool } from './pool.ts'
import type { TenantModel } from './tenant.ts'

/** What is asked for a tenant that is to be. */
export interface TenantRequest {
  readonly name: string
  readonly sensitivity: TenantModel['sensitivity']
  /** GPUs to guarantee. @default one system's, or all of its own systems' */
  readonly gpus?: number | undefined
  /** Systems, racks and units for it alone. @default none; where it is sensitive, systems that are free */
  readonly dedicated?: readonly string[] | undefined
}

/** Room for a tenant that is to be. */
export interface TenantProposal {
  readonly guaranteed: number
  /** Places for it alone; empty: the shared pool. */
  readonly dedicated: readonly string[]
  /** GPUs of the shared pool that are promised to nobody. */
  readonly free: number
}

/** GPUs and places that a new tenant can have beside those that are there. */
export function tenantProposal(model: PodModel, request: TenantRequest): TenantProposal {
  const perSystem = model.generation.gpu.count
  const free = Math.max(0, model.capacity[sharedPool]?.free ?? 0)
  const alone = request.dedicated !== undefined || request.sensitivity === 'sensitive'
  if (!alone) return { guaranteed: request.gpus ?? Math.min(perSystem, free), dedicated: [], free }
  const dedicated = request.dedicated ?? freeSystems(model, Math.ceil((request.gpus ?? perSystem) / perSystem))
  const places = new Set(dedicated)
  const systems = model.systems.filter((system) => isAt(system, places) && !isOfNoPool(system))
  return { guaranteed: request.gpus ?? systems.length * perSystem, dedicated, free }
}

/** Why there is no room for a tenant that is to be; empty where there is. */
export function proposalFindings(model: PodModel, request: TenantRequest, { free }: TenantProposal): Finding[] {
  if (request.dedicated !== undefined) return []
  const perSystem = model.generation.gpu.count
  const sensitive = request.sensitivity === 'sensitive'
  const asked = request.gpus ?? (sensitive ? perSystem : 0)
  const needed = sensitive ? Math.ceil(asked / perSystem) * perSystem : asked
  if (needed <= free) return []
  return [
    {
      code: 'tenant/no-room',
      severity: 'error',
      path: '--gpus',
      message: `${request.name} would need ${needed} GPUs${sensitive ? ' of its own systems' : ''}, but ${free} of the shared pool are promised to nobody`,
      remedy: `write --gpus ${free} at most, or lower what others are guaranteed; ./superpod capacity shows it`,
    },
  ]
}

// from the end of the floor: systems of one rack stay together, and the first racks stay whole for gangs
function freeSystems({ pools }: PodModel, count: number): string[] {
  const systems = pools.find(({ name }) => name === sharedPool)?.systems ?? []
  return systems
    .filter(({ outage }) => outage === undefined)
    .slice(-count)
    .map(({ name }) => name)
}
