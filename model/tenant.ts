import type { SystemModel } from '#catalog'
import type { Pod, Tenant } from '#config'
import { daysAfter } from './day.ts'
import type { GpuDevices } from './gpu-sharing.ts'
import { type Pool, sharedPool } from './pool.ts'
import { type Share, share, shareOf } from './share.ts'
import type { StorageQuota } from './storage.ts'
import { type TenantRdma, tenantRdma } from './tenant-rails.ts'
import { type TenantTerms, tenantTerms } from './tenant-terms.ts'

/** One namespace of a tenant. */
export interface TenantNamespace {
  /** Name in the tenant's file: `train`. */
  readonly key: string
  /** Name in the cluster: `genomics-train`. */
  readonly name: string
  /** What it is for, as its file says. */
  readonly purpose?: string
}

/** People of one tenant, as groups that the issuer of identities names, prefix included. */
export interface TenantGroups {
  readonly admins: readonly string[]
  readonly members: readonly string[]
  readonly viewers: readonly string[]
  readonly auditors: readonly string[]
}

/** How a tenant's queue treats its own work and that of others. */
export interface TenantQueueModel {
  readonly weight: number
  readonly strategy: Tenant['queue']['strategy']
  readonly preemption: Pod['platform']['kueue']['preemption']
}

/** A tenant, with all that follows from its file. */
export interface TenantModel {
  readonly name: string
  readonly title: string
  /** Whom to ask. */
  readonly contact?: string
  /** Who pays, as the site keeps its books. */
  readonly costCentre?: string
  readonly state: Tenant['state']
  readonly sensitivity: Tenant['sensitivity']
  readonly starts?: string
  /** Last day, in UTC. */
  readonly expires?: string
  /** Days after the last one before what still runs is drained, where its file says. */
  readonly graceDays?: number
  /** Last day of grace; undefined where it never expires. */
  readonly graceEnds?: string
  readonly namespaces: readonly TenantNamespace[]
  readonly groups: TenantGroups
  readonly egress: Tenant['egress']
  /** Rails for its pods; undefined where it wants none. */
  readonly rdma?: TenantRdma
  /** Pool that its work runs in: `shared`, or its own name. */
  readonly pool: string
  readonly flavor: string
  /** Cohort that it shares quota with; undefined: it neither borrows nor lends. */
  readonly cohort?: string
  readonly gpus: { readonly guaranteed: number; readonly burst: number; readonly lend?: number }
  /** CPUs and memory that go with the GPUs that others may borrow, where that is not all. */
  readonly lend?: Share
  readonly queue: TenantQueueModel
  /** What one GPU of its pool is to Kubernetes. */
  readonly devices: GpuDevices
  /** CPUs and memory that go with the guaranteed GPUs. */
  readonly guaranteed: Share
  /** CPUs and memory that go with all GPUs that it may hold. */
  readonly burst: Share
  /** Pods that one namespace may hold at once. */
  readonly pods: number
  /** What each namespace may claim by its file, in GiB by purpose. */
  readonly storage: Tenant['storage']
  /** What each namespace may claim, by storage class: 0 of what its file does not name; empty where there is no class. */
  readonly storageQuota: Readonly<Record<string, StorageQuota>>
  /** What policies hold its work to. */
  readonly terms: TenantTerms
}

/** Pods that a tenant may run at once for each GPU: room for data loading and services beside the training itself. */
const podsPerGpu = 32

/** A tenant by its file, in the pool that its placement gives it. */
export function tenantModel(
  tenant: Tenant,
  pod: Pod,
  pool: Pool,
  generation: SystemModel,
): Omit<TenantModel, 'storageQuota'> {
  const { guaranteed, burst, lend } = tenant.gpus
  const usual = shareOf(generation, burst)
  const rdma = tenantRdma(tenant)
  const mostShare = share(tenant.cpu ?? usual.cpus, tenant.memoryGiB ?? usual.memoryGiB)
  return {
    name: tenant.name,
    title: tenant.title ?? tenant.name,
    ...(tenant.contact === undefined ? {} : { contact: tenant.contact }),
    ...(tenant.costCentre === undefined ? {} : { costCentre: tenant.costCentre }),
    state: tenant.state,
    sensitivity: tenant.sensitivity,
    ...(tenant.starts === undefined ? {} : { starts: tenant.starts }),
    ...(tenant.graceDays === undefined ? {} : { graceDays: tenant.graceDays }),
    ...(tenant.expires === undefined
      ? {}
      : {
          expires: tenant.expires,
          graceEnds: daysAfter(tenant.expires, tenant.graceDays ?? pod.platform.expiry.graceDays),
        }),
    namespaces: Object.entries(tenant.namespaces).map(([key, { purpose }]) => ({
      key,
      name: `${tenant.name}-${key}`,
      ...(purpose === undefined ? {} : { purpose }),
    })),
    groups: groups(tenant.access, pod.identity.groupPrefix),
    egress: tenant.egress,
    ...(rdma ? { rdma } : {}),
    pool: pool.name,
    flavor: pool.flavor,
    ...(sharesQuota(tenant, pool) ? { cohort: pod.name } : {}),
    gpus: { guaranteed, burst, ...(lend === undefined ? {} : { lend }) },
    ...(lend === undefined ? {} : { lend: within(shareOf(generation, lend), mostShare) }),
    queue: queueModel(tenant, pod),
    devices: pool.devices,
    guaranteed: within(shareOf(generation, guaranteed), mostShare),
    burst: mostShare,
    pods: podsPerGpu * Math.max(1, burst),
    storage: tenant.storage,
    terms: tenantTerms(tenant, generation, pool.devices),
  }
}

function queueModel({ queue: { weight, strategy, preemption } }: Tenant, { platform }: Pod): TenantQueueModel {
  const usual = platform.kueue.preemption
  return {
    weight,
    strategy,
    preemption: {
      withinClusterQueue: preemption.withinClusterQueue ?? usual.withinClusterQueue,
      reclaimWithinCohort: preemption.reclaimWithinCohort ?? usual.reclaimWithinCohort,
      borrowWithinCohort: preemption.borrowWithinCohort ?? usual.borrowWithinCohort,
    },
  }
}

// what is unknown of a system stays without quota in its queue, whatever the file says of the most a namespace may hold
function within({ cpus, memoryGiB }: Share, most: Share): Share {
  return share(lesser(cpus, most.cpus), lesser(memoryGiB, most.memoryGiB))
}

function lesser(amount: number | undefined, most: number | undefined): number | undefined {
  return amount === undefined ? undefined : Math.min(amount, most ?? amount)
}

// a sensitive tenant's quota is never lent, and a dedicated pool has nobody to share with
function sharesQuota(tenant: Tenant, pool: Pool): boolean {
  return pool.name === sharedPool && tenant.sensitivity !== 'sensitive'
}

function groups(access: Tenant['access'], prefix: string): TenantGroups {
  const prefixed = (names: readonly string[]) => names.map((name) => `${prefix}${name}`)
  return {
    admins: prefixed(access.admins),
    members: prefixed(access.members),
    viewers: prefixed(access.viewers),
    auditors: prefixed(access.auditors),
  }
}
