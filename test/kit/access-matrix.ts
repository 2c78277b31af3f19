import { type AccessQuestion, type Cluster, inParallel } from '#kube'

/** Somebody who may ask for something. */
export interface Person {
  readonly name: string
  readonly tenant: string
  readonly groups: readonly string[]
}

/** Verbs that read, and verbs that change something. */
export const reads = ['get', 'list', 'watch']
export const writes = ['create', 'update', 'patch', 'delete', 'deletecollection']

/** Kinds of a tenant's rooms, by API group: what holds work and data, and what keeps the rooms apart. */
export const roomKinds: Readonly<Record<string, readonly string[]>> = {
  '': [
    ...[
      'pods',
      'pods/log',
      'pods/exec',
      'pods/attach',
      'pods/portforward',
      'pods/ephemeralcontainers',
      'pods/eviction',
    ],
    ...['pods/binding', 'services', 'configmaps', 'secrets', 'persistentvolumeclaims', 'serviceaccounts', 'events'],
    ...['serviceaccounts/token', 'endpoints', 'replicationcontrollers', 'services/proxy', 'pods/proxy'],
  ],
  apps: ['deployments', 'statefulsets', 'daemonsets', 'replicasets', 'deployments/scale'],
  batch: ['jobs', 'cronjobs'],
  'kueue.x-k8s.io': ['workloads', 'workloads/status'],
  'visibility.kueue.x-k8s.io': ['localqueues/pendingworkloads'],
  'coordination.k8s.io': ['leases'],
  'discovery.k8s.io': ['endpointslices'],
}

/** Kinds in a tenant's rooms that keep tenants apart, by API group: nobody of a tenant may write them. */
export const wallKinds: Readonly<Record<string, readonly string[]>> = {
  '': ['resourcequotas', 'limitranges'],
  'networking.k8s.io': ['networkpolicies', 'ingresses'],
  'rbac.authorization.k8s.io': ['roles', 'rolebindings'],
  'kueue.x-k8s.io': ['localqueues', 'localqueues/status', 'workloads', 'workloads/status'],
  apps: ['daemonsets'],
}

/** Kinds of the whole cluster, by API group: nobody of a tenant may write them, nor read those that tell of others. */
export const clusterKinds: Readonly<Record<string, readonly string[]>> = {
  '': ['namespaces', 'namespaces/finalize', 'nodes', 'nodes/proxy', 'nodes/status', 'persistentvolumes'],
  'kueue.x-k8s.io': [
    'clusterqueues',
    'cohorts',
    'resourceflavors',
    'topologies',
    'workloadpriorityclasses',
    'admissionchecks',
  ],
  'visibility.kueue.x-k8s.io': ['clusterqueues/pendingworkloads'],
  'rbac.authorization.k8s.io': ['clusterroles', 'clusterrolebindings'],
  'admissionregistration.k8s.io': [
    ...['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
    ...['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
  ],
  'apiextensions.k8s.io': ['customresourcedefinitions'],
  'apiregistration.k8s.io': ['apiservices'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['storageclasses', 'volumeattachments'],
  'certificates.k8s.io': ['certificatesigningrequests', 'certificatesigningrequests/approval'],
}

/** Ways to become somebody else, or to give oneself more: nobody of a tenant may go any of them. */
export const climbs: readonly Omit<AccessQuestion, 'user'>[] = [
  ...['users', 'groups', 'serviceaccounts', 'uids'].map((resource) => ({ verb: 'impersonate', resource })),
  ...['escalate', 'bind'].flatMap((verb) =>
    ['roles', 'clusterroles'].map((resource) => ({ verb, group: 'rbac.authorization.k8s.io', resource })),
  ),
  ...['approve', 'sign', 'attest'].map((verb) => ({ verb, group: 'certificates.k8s.io', resource: 'signers' })),
]

/** Every question of verbs and kinds. @param namespace - none asks about the whole cluster */
export function questions(
  verbs: readonly string[],
  kinds: Readonly<Record<string, readonly string[]>>,
  namespace?: string,
): Omit<AccessQuestion, 'user'>[] {
  return Object.entries(kinds).flatMap(([group, resources]) =>
    resources.flatMap((resource) => verbs.map((verb) => ({ verb, group, resource, ...(namespace && { namespace }) }))),
  )
}

/** Answers of a server to questions that people ask. */
export interface Answers {
  readonly asked: number
  /** What may be done: `ada-member may get pods in grace-train`. */
  readonly allowed: readonly string[]
  readonly denied: readonly string[]
}

/** Asks a server's authorizers, as an administrator, what each of some people may do. */
export async function answers(
  cluster: Cluster,
  people: readonly Person[],
  asked: readonly Omit<AccessQuestion, 'user'>[],
): Promise<Answers> {
  const all = people.flatMap(({ name, groups }) =>
    asked.map((question) => ({ ...question, user: name, groups: [...groups, 'system:authenticated'] })),
  )
  const may = await inParallel(all, 32, (question) => cluster.canI(question))
  const words = all.map(
    ({ user, verb, resource, namespace }) => `${user} may ${verb} ${resource} in ${namespace ?? 'any'}`,
  )
  return {
    asked: all.length,
    allowed: words.filter((_, index) => may[index]),
    denied: words.filter((_, index) => !may[index]),
  }
}
