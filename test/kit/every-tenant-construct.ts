import {
  type RailNetworkProps,
  TenantAccess,
  TenantExpiry,
  TenantNamespace,
  TenantNetwork,
  TenantQueues,
  TenantRails,
  TenantSite,
} from '#constructs'
import { primary, type SuperpodStack } from '#terraform'
import { placement } from './every-construct.ts'

/** A tenant with every construct that one can have. */
export function fillTenant(stack: SuperpodStack): void {
  const storage = { scratch: { sizeGiB: 2048 }, burst: { sizeGiB: 18_432, claims: 1 }, home: { sizeGiB: 0 } }
  const quota = { gpus: 16, cpus: 1000, memoryGiB: 2048, pods: 512, storage }
  const room = new TenantNamespace(stack, 'train', {
    name: 'ada-train',
    tenant: 'ada',
    pod: 'tiny',
    state: 'active',
    quota,
    terms: { registries: ['example.invalid'], devices: ['nvidia.com/resibp24s0'] },
  })
  new TenantNetwork(room, 'Network', {
    namespace: room.namespace,
    egress: { registry: { cidr: '192.0.2.0/24', ports: [443, 5000] } },
  })
  new TenantSite(room, 'Site', {
    namespace: room.namespace,
    pullSecrets: ['registry-key'],
    proxy: { https: 'http://proxy.example.org:3128', noProxy: ['.svc'] },
    mountToken: false,
  })
  new TenantAccess(room, 'Access', {
    namespace: room.namespace,
    groups: { admin: ['oidc:ada-leads'], member: ['oidc:ada', 'oidc:guests'], viewer: [], auditor: ['oidc:audit'] },
  })
  new TenantQueues(stack, 'queues', {
    tenant: 'ada',
    state: 'active',
    flavor: 'shared-1',
    cohort: 'tiny',
    guaranteed: { gpus: 8, cpus: 104, memoryGiB: 992 },
    burst: { gpus: 16, cpus: 208, memoryGiB: 1984 },
    namespaces: ['ada-train'],
    dependsOn: [primary(room)],
  })
  new TenantExpiry(stack, 'expiry', {
    tenant: 'ada',
    end: { expires: '2027-12-31', graceEnds: '2028-01-14' },
    breakGlass: ['ada-train'],
    image: 'docker.io/alpine/kubectl:1.35.3',
    placement,
    dependsOn: [primary(room)],
  })
}

/** Rails of a tenant, for a cluster that has the network operator. */
export function fillTenantRails(stack: SuperpodStack): void {
  new TenantRails(stack, 'rails', { tenant: 'ada', networks: railNetworks, dependsOn: [] })
}

/** Networks of one rail: by the operator, and with a partition. */
export const railNetworks: readonly RailNetworkProps[] = [
  {
    name: 'ada-train-rail0',
    namespace: 'ada-train',
    operator: 'nvidia-network-operator',
    resource: 'resibp24s0',
    pool: 'rail0',
  },
  {
    name: 'ada-train-rail1',
    namespace: 'ada-train',
    operator: 'nvidia-network-operator',
    resource: 'resibp64s0',
    pool: 'rail1',
    partitionKey: '0x0010',
  },
]
