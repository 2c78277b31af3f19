/** A rule of a role. */
interface RoleRule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

const read = ['get', 'list', 'watch']
const write = ['create', 'update', 'patch', 'delete', 'deletecollection']

/** Kinds that hold work, by API group: none that escapes Kueue (DaemonSets, ReplicaSets) is among them. */
const work: Readonly<Record<string, readonly string[]>> = {
  '': ['pods', 'services', 'configmaps', 'persistentvolumeclaims'],
  batch: ['jobs', 'cronjobs'],
  apps: ['deployments', 'statefulsets'],
  'jobset.x-k8s.io': ['jobsets'],
  'leaderworkerset.x-k8s.io': ['leaderworkersets'],
  'trainer.kubeflow.org': ['trainjobs'],
  policy: ['poddisruptionbudgets'],
}

const context: RoleRule[] = [
  {
    apiGroups: [''],
    resources: ['pods/log', 'pods/status', 'events', 'resourcequotas', 'limitranges', 'serviceaccounts'],
    verbs: read,
  },
  { apiGroups: ['apps'], resources: ['replicasets', 'controllerrevisions'], verbs: read },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: read },
  { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: read },
  { apiGroups: ['k8s.cni.cncf.io'], resources: ['network-attachment-definitions'], verbs: read },
  { apiGroups: ['kueue.x-k8s.io'], resources: ['localqueues', 'workloads'], verbs: read },
  { apiGroups: ['visibility.kueue.x-k8s.io'], resources: ['localqueues/pendingworkloads'], verbs: read },
]

const viewer: RoleRule[] = [...workRules(read), ...context]

// what a room holds beside work: who may do what in it, and what others made there; no list has secrets
const auditor: RoleRule[] = [
  ...viewer,
  { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: read },
  { apiGroups: [''], resources: ['endpoints', 'podtemplates', 'replicationcontrollers'], verbs: read },
  { apiGroups: ['apps'], resources: ['daemonsets'], verbs: read },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: read },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: read },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: read },
  { apiGroups: ['resource.k8s.io'], resources: ['resourceclaims', 'resourceclaimtemplates'], verbs: read },
]

/** Ways into a pod that runs: where data is sensitive, they are open for a time only. */
const sessions: RoleRule[] = [
  { apiGroups: [''], resources: ['pods/exec', 'pods/attach', 'pods/portforward'], verbs: ['get', 'create'] },
  { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] },
]

const sensitiveMember: RoleRule[] = [
  ...workRules([...read, ...write]),
  ...context,
  { apiGroups: ['apps'], resources: ['deployments/scale', 'statefulsets/scale'], verbs: ['get', 'update', 'patch'] },
  // whoever may run a pod can read every Secret of its namespace: withholding them here would be for show
  { apiGroups: [''], resources: ['secrets'], verbs: [...read, ...write] },
]

const member: RoleRule[] = [...sensitiveMember, ...sessions]

const ofAdmins: RoleRule[] = [
  { apiGroups: [''], resources: ['serviceaccounts'], verbs: write },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
]

// enough to find the pod, and to get into it
const breakGlass: RoleRule[] = [
  { apiGroups: [''], resources: ['pods', 'pods/log', 'events'], verbs: read },
  ...sessions,
]

/** What a person of a tenant is to it. */
export type TenantRole = 'admin' | 'member' | 'viewer' | 'auditor'

/** A ClusterRole of ours: what people are where data is not sensitive, what they are where it is, and who opens pods there. */
export type TenantClusterRole = TenantRole | 'sensitive-admin' | 'sensitive-member' | 'break-glass'

/**
 * What each role may do inside a tenant's namespaces. None may write a namespace, a quota, a limit range, a network
 * policy, a role or its binding, or anything of Kueue's: those are what keeps tenants apart. Where data is sensitive,
 * admins and members have no way into a pod that runs.
 */
export const tenantRoleRules: Readonly<Record<TenantClusterRole, readonly RoleRule[]>> = {
  admin: [...member, ...ofAdmins],
  member,
  viewer,
  auditor,
  'sensitive-admin': [...sensitiveMember, ...ofAdmins],
  'sensitive-member': sensitiveMember,
  'break-glass': breakGlass,
}

/** Name of the ClusterRole of a role: a tenant's people hold it inside its namespaces only. */
export function tenantRoleName(role: TenantClusterRole): string {
  return `superpod-tenant-${role}`
}

/** The ClusterRole of a person of a tenant. @param sensitive - whether the tenant's data is */
export function clusterRoleOf(role: TenantRole, sensitive: boolean): TenantClusterRole {
  return sensitive && (role === 'admin' || role === 'member') ? `sensitive-${role}` : role
}

function workRules(verbs: readonly string[]): RoleRule[] {
  return Object.entries(work).map(([group, resources]) => ({ apiGroups: [group], resources, verbs }))
}
