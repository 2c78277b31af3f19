import type { SystemModel } from '#catalog'
import type { PodModel } from '../pod-model.ts'
import type { Pool } from '../pool.ts'
import { type Share, share, shareOf } from '../share.ts'
import type { TenantModel } from '../tenant.ts'
import { railNetworkName } from '../tenant-rails.ts'
import { narrowestPlace } from './job-place.ts'
import type { JobKind, JobPurpose, JobRequest } from './job-request.ts'

/** Work of a tenant, with all that follows from what was asked for. */
export interface JobPlan {
  readonly purpose: JobPurpose
  readonly kind: JobKind
  readonly tenant: TenantModel
  readonly namespace: string
  readonly name: string
  /** Undefined: nobody has said which. */
  readonly image: string | undefined
  readonly claim: string | undefined
  /** A registry that the image may come from; undefined: any. */
  readonly registry: string | undefined
  /** Systems, one pod each. */
  readonly systems: number
  readonly gpusPerSystem: number
  /** CPUs and memory of each pod; what is unknown of a system is left to the namespace's default. */
  readonly perSystem: Share
  readonly placement: JobPlacement
  readonly generation: SystemModel
  /** Rails of each pod; undefined: it has none, and goes over the cluster's network. */
  readonly rails?: JobRails
  /** Whether its queue has what the job asks for at any time, without borrowing. */
  readonly guaranteed: boolean
}

/** Rails as a pod asks for them. */
export interface JobRails {
  /** Names of the networks, one a rail. */
  readonly networks: readonly string[]
  /** Resources, one a rail: whole names. */
  readonly resources: readonly string[]
  /** Whether pods pin memory by the capability IPC_LOCK, and not by a limit that the host has raised. */
  readonly ipcLock: boolean
}

/** Where the pods should lie: together, as Kueue's topology levels have it. */
export interface JobPlacement {
  readonly rule: 'required' | 'preferred'
  /** Node label of the level. */
  readonly level: string
}

/**
 * A job that was asked for, as it will be.
 * @throws Error when the tenant or the namespace is none of the pod's: findings say so first
 */
export function jobPlan(model: PodModel, request: JobRequest): JobPlan {
  const { purpose, kind = 'job', image, claim } = request
  const tenant = model.tenants.find(({ name }) => name === request.tenant)
  const namespace = tenant && namespaceOf(tenant, request.namespace)
  if (!tenant || !namespace) throw new Error(`${request.tenant} has no namespace ${request.namespace ?? 'at all'}`)
  const systems = request.systems ?? 1
  const gpusPerSystem = gpusOf(model, request)
  const rails = jobRails(model, tenant, namespace, request)
  return {
    purpose,
    kind,
    tenant,
    namespace,
    name: request.name ?? purpose,
    image,
    claim,
    registry: registriesOf(model, tenant)[0],
    systems,
    gpusPerSystem,
    perSystem: podShare(model.generation, tenant, gpusPerSystem),
    placement: jobPlacement(model, poolOf(model, tenant), systems, request.place ?? 'preferred'),
    generation: model.generation,
    ...(rails ? { rails } : {}),
    guaranteed: systems * gpusPerSystem <= tenant.gpus.guaranteed,
  }
}

// one rail a GPU: what takes a part of a system, or stays within one, needs none
function jobRails(model: PodModel, tenant: TenantModel, namespace: string, request: JobRequest): JobRails | undefined {
  const { rails, generation } = model
  const isWhole = gpusOf(model, request) === generation.gpu.count
  if (!rails || !tenant.rdma || !isWhole || request.purpose !== 'train' || (request.systems ?? 1) === 1)
    return undefined
  return {
    networks: rails.rails.map(({ name }) => railNetworkName(namespace, name)),
    resources: rails.rails.map(({ resource }) => `nvidia.com/${resource}`),
    ipcLock: tenant.rdma.memlock === 'ipc-lock',
  }
}

/** GPUs that each pod of a job asks for: a notebook's is one, but of a tenant whose work takes whole systems. */
export function gpusOf({ generation, tenants }: PodModel, { gpus, purpose, tenant }: JobRequest): number {
  const whole = tenants.find(({ name }) => name === tenant)?.terms.wholeSystemGpus
  return gpus ?? (purpose === 'notebook' ? (whole ?? 1) : generation.gpu.count)
}

/** Registries that images of a tenant may come from; empty: any. */
export function registriesOf({ platform }: PodModel, { terms }: TenantModel): readonly string[] {
  return terms.registries ?? platform.policy.registries
}

/** A namespace of a tenant, by its name in the tenant's file or in the cluster. @returns undefined when it has none such */
export function namespaceOf({ namespaces }: TenantModel, wanted: string | undefined): string | undefined {
  if (wanted === undefined) return namespaces[0]?.name
  return namespaces.find(({ key, name }) => key === wanted || name === wanted)?.name
}

/** The pool that a tenant's work runs in. */
export function poolOf({ pools }: PodModel, tenant: TenantModel): Pool {
  const pool = pools.find(({ name }) => name === tenant.pool)
  if (!pool) throw new Error(`pool ${tenant.pool} of tenant ${tenant.name} does not exist`)
  return pool
}

// a sixteenth stays for the DaemonSets of a system: a pod that asks for all of it would never fit
function podShare(generation: SystemModel, { burst, gpus }: TenantModel, gpusPerSystem: number): Share {
  const usual = shareOf(generation, gpusPerSystem)
  const part = (most: number | undefined, known: number | undefined) => {
    if (most === undefined || known === undefined || gpus.burst === 0) return undefined
    return Math.max(1, Math.floor((Math.min(known, (most * gpusPerSystem) / gpus.burst) * 15) / 16))
  }
  return share(part(burst.cpus, usual.cpus), part(burst.memoryGiB, usual.memoryGiB))
}

// what no level holds is placed on as few of the widest as can be
function jobPlacement(model: PodModel, pool: Pool, systems: number, rule: JobPlacement['rule']): JobPlacement {
  const place = narrowestPlace(model, pool, systems)
  const [widest = 'kubernetes.io/hostname'] = model.topology.levels
  if (systems === 1) return { rule: 'required', level: 'kubernetes.io/hostname' }
  return place ? { rule, level: place.level } : { rule: 'preferred', level: widest }
}
