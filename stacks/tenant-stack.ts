import { Construct } from 'constructs'
import {
  type Amounts,
  type RailNetworkProps,
  TenantAccess,
  TenantExpiry,
  TenantNamespace,
  TenantNetwork,
  TenantQueues,
  type TenantQueuesProps,
  TenantRails,
  TenantSite,
} from '#constructs'
import {
  type PodModel,
  printedPartitionKey,
  railNetworkName,
  railQuota,
  type Share,
  stackName,
  type TenantModel,
} from '#model'
import { primary, SuperpodStack } from '#terraform'
import { type StackPlaceModel, stackPlace } from './address.ts'
import { controllerPlacement } from './controller-placement.ts'
import { type SiteModel, siteOfModel } from './site.ts'

/**
 * All of a pod that a tenant's stack may depend on, beside the tenant itself: a review takes a stack for unchanged where
 * this and the tenant are.
 */
export interface TenantStackModel extends SiteModel, StackPlaceModel, Pick<PodModel, 'rails' | 'generation'> {
  readonly platform: SiteModel['platform'] & { readonly expiry: Pick<PodModel['platform']['expiry'], 'image'> }
}

/** The part of a model that a tenant's stack sees, and nothing else of it. */
export function tenantStackModel({ name, target, networks, rails, generation, platform }: PodModel): TenantStackModel {
  const { images, proxy, expiry } = platform
  const ofPlatform = { images, proxy, expiry: { image: expiry.image } }
  return { name, target, networks, rails, generation, platform: ofPlatform }
}

/**
 * All that belongs to one tenant: its namespaces with what keeps them apart, and its queue. Whatever a map of config holds
 * is made by name: another order of its keys is no other JSON.
 */
export class TenantStack extends SuperpodStack {
  constructor(scope: Construct, model: TenantStackModel, tenant: TenantModel) {
    const name = stackName(model, 'tenant', tenant.name)
    super(scope, name, stackPlace(model, name))
    const { pullSecrets, proxy } = siteOfModel(model)
    // a scope of their own, whose id is in no address: a namespace may be called `backend` or `queues`
    const rooms = new Construct(this, 'Default')
    const inOrder = [...tenant.namespaces].sort((a, b) => (a.key < b.key ? -1 : 1))
    const namespaces = inOrder.map(({ key, name: namespaceName }) => {
      const namespace = new TenantNamespace(rooms, key, {
        name: namespaceName,
        tenant: tenant.name,
        pod: model.name,
        // a suspended tenant's data is kept as an active one's: the label says what may be deleted
        state: tenant.state === 'retired' ? 'retired' : 'active',
        quota: {
          gpus: tenant.gpus.burst,
          devices: tenant.devices,
          ...tenant.burst,
          pods: tenant.pods,
          storage: tenant.storageQuota,
          others: railQuota(model, tenant),
        },
        terms: { ...tenant.terms, devices: grantedRails(model, tenant) },
        ...(tenant.rdma?.memlock === 'ipc-lock' ? { podSecurity: 'privileged', ipcLock: true } : {}),
      })
      const { admins, members, viewers, auditors } = tenant.groups
      new TenantNetwork(namespace, 'Network', { namespace: namespace.namespace, egress: sorted(tenant.egress) })
      new TenantAccess(namespace, 'Access', {
        namespace: namespace.namespace,
        groups: { admin: admins, member: members, viewer: viewers, auditor: auditors },
        sensitive: tenant.sensitivity === 'sensitive',
      })
      const mountToken = !tenant.terms.tokenless
      new TenantSite(namespace, 'Site', { namespace: namespace.namespace, pullSecrets, proxy, mountToken })
      return namespace
    })
    new TenantQueues(this, 'queues', {
      tenant: tenant.name,
      state: tenant.state,
      expires: tenant.expires,
      flavor: tenant.flavor,
      ...quotas(tenant),
      ...tenant.queue,
      ...(tenant.cohort === undefined ? {} : { cohort: tenant.cohort }),
      namespaces: inOrder.map((namespace) => namespace.name),
      dependsOn: namespaces.map(primary),
    })
    addExpiry(this, model, tenant, namespaces)
    const networks = tenantNetworks(model, tenant)
    if (networks.length > 0) {
      new TenantRails(this, 'rails', { tenant: tenant.name, networks, dependsOn: namespaces.map(primary) })
    }
  }
}

function sorted<Value>(map: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)))
}

// a retired tenant's queue is drained already; a sensitive one's pods may be opened as long as they are there
function addExpiry(
  stack: Construct,
  model: TenantStackModel,
  { name, state, expires, graceEnds, sensitivity, namespaces }: TenantModel,
  rooms: readonly Construct[],
): void {
  const end =
    state === 'retired' || expires === undefined || graceEnds === undefined ? {} : { end: { expires, graceEnds } }
  const breakGlass = sensitivity === 'sensitive' ? namespaces.map((namespace) => namespace.name).sort() : []
  if (!end.end && breakGlass.length === 0) return
  new TenantExpiry(stack, 'expiry', {
    tenant: name,
    ...end,
    breakGlass,
    image: model.platform.expiry.image,
    placement: controllerPlacement(),
    // its pods run nothing: the job would look done
    suspended: model.target.kind === 'twin',
    dependsOn: rooms.map(primary),
  })
}

// a retired tenant is promised nothing: the cohort has its quota
function quotas({ state, gpus, devices, guaranteed, burst, lend }: TenantModel): Quotas {
  const none: Amounts = { gpus: 0, devices, cpus: 0, memoryGiB: 0 }
  if (state === 'retired') return { guaranteed: none, burst: none }
  const amounts = (count: number, share: Share): Amounts => ({ gpus: count, devices, ...share })
  return {
    guaranteed: amounts(gpus.guaranteed, guaranteed),
    burst: amounts(gpus.burst, burst),
    ...(gpus.lend === undefined ? {} : { lend: amounts(gpus.lend, lend ?? {}) }),
  }
}

type Quotas = Pick<TenantQueuesProps, 'guaranteed' | 'burst' | 'lend'>

// a quota of none is no grant
function grantedRails(model: TenantStackModel, tenant: TenantModel): string[] {
  return Object.entries(railQuota(model, tenant)).flatMap(([resource, count]) => (count > 0 ? [resource] : []))
}

/** A network for each rail and namespace: each stands in one namespace only. */
function tenantNetworks({ rails }: TenantStackModel, { rdma, namespaces }: TenantModel): RailNetworkProps[] {
  if (!rails || !rdma) return []
  const { partitionKey: key } = rdma
  return namespaces.flatMap(({ name: namespace }) =>
    rails.rails.map(({ name: rail, resource }) => ({
      name: railNetworkName(namespace, rail),
      namespace,
      operator: rails.namespace,
      resource,
      pool: rail,
      ...(key === undefined ? {} : { partitionKey: printedPartitionKey(key) }),
    })),
  )
}
