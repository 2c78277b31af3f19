import type { Right } from './served-kinds.ts'

/** Verbs that change something. */
const writes = ['create', 'update', 'patch', 'delete', 'deletecollection']

/**
 * Kinds in a tenant's rooms that keep tenants apart, by API group: nobody of a tenant may write them, whatever roles say.
 * Written down once more, so that a role that gives too much is no proof of itself.
 */
const wallKinds: Readonly<Record<string, readonly string[]>> = {
  '': [
    ...['resourcequotas', 'limitranges', 'pods/binding', 'bindings', 'pods/status', 'pods/resize', 'services/status'],
    ...['endpoints', 'replicationcontrollers', 'podtemplates', 'serviceaccounts/token'],
  ],
  'networking.k8s.io': ['networkpolicies', 'ingresses'],
  'discovery.k8s.io': ['endpointslices'],
  'rbac.authorization.k8s.io': ['roles', 'rolebindings'],
  'kueue.x-k8s.io': ['localqueues', 'localqueues/status', 'workloads', 'workloads/status'],
  'resource.k8s.io': ['resourceclaims', 'resourceclaimtemplates'],
  'k8s.cni.cncf.io': ['network-attachment-definitions'],
  apps: ['daemonsets', 'replicasets'],
}

/** Kinds of the whole cluster, by API group: nobody of a tenant may write them. */
const clusterKinds: Readonly<Record<string, readonly string[]>> = {
  '': [
    'namespaces',
    'namespaces/finalize',
    'namespaces/status',
    'nodes',
    'nodes/proxy',
    'nodes/status',
    'persistentvolumes',
  ],
  'kueue.x-k8s.io': [
    ...['clusterqueues', 'cohorts', 'resourceflavors', 'topologies', 'workloadpriorityclasses', 'admissionchecks'],
  ],
  'rbac.authorization.k8s.io': ['clusterroles', 'clusterrolebindings'],
  'admissionregistration.k8s.io': [
    ...['validatingadmissionpolicies', 'validatingadmissionpolicybindings', 'mutatingadmissionpolicies'],
    ...['validatingwebhookconfigurations', 'mutatingwebhookconfigurations', 'mutatingadmissionpolicybindings'],
  ],
  'apiextensions.k8s.io': ['customresourcedefinitions'],
  'apiregistration.k8s.io': ['apiservices'],
  'scheduling.k8s.io': ['priorityclasses'],
  'node.k8s.io': ['runtimeclasses'],
  'resource.k8s.io': ['deviceclasses', 'resourceslices'],
  'storage.k8s.io': ['storageclasses', 'volumeattachments', 'csidrivers', 'csinodes'],
  'certificates.k8s.io': [
    ...['certificatesigningrequests', 'certificatesigningrequests/approval', 'certificatesigningrequests/status'],
    'clustertrustbundles',
  ],
}

/** Ways to become somebody else, or to give oneself more. */
const climbs: readonly Right[] = [
  ...['users', 'groups', 'serviceaccounts'].map((resource) => ({ verb: 'impersonate', resource })),
  ...['uids', 'userextras'].map((resource) => ({ verb: 'impersonate', group: 'authentication.k8s.io', resource })),
  ...['escalate', 'bind'].flatMap((verb) =>
    ['roles', 'clusterroles'].map((resource) => ({ verb, group: 'rbac.authorization.k8s.io', resource })),
  ),
  ...['approve', 'sign', 'attest'].map((verb) => ({ verb, group: 'certificates.k8s.io', resource: 'signers' })),
  { verb: '*', group: '*', resource: '*' },
]

/** Rights that nobody of a tenant may have in a room, the own ones included. */
export function wallsOf(room: string): Right[] {
  return [...toWrite(wallKinds), ...climbs].map((right) => ({ ...right, namespace: room }))
}

/** Rights that nobody of a tenant may have over the whole cluster. */
export const clusterWalls: readonly Right[] = [...toWrite(clusterKinds), ...toWrite(wallKinds), ...climbs]

function toWrite(kinds: Readonly<Record<string, readonly string[]>>): Right[] {
  return Object.entries(kinds).flatMap(([group, resources]) =>
    resources.flatMap((resource) => writes.map((verb) => ({ verb, group, resource }))),
  )
}
