import { podSpec } from '../gpu-work.ts'
import type { WireRequest } from './asker.ts'
import { certificateRequest } from './certificate.ts'
import { fixtures, type Scene, type Try } from './try.ts'

const rbac = 'rbac.authorization.k8s.io'
const dry = '?dryRun=All&fieldValidation=Strict'

const at = (group: string, resource: string, namespace?: string) =>
  `${group.includes('/') ? `/apis/${group}` : `/api/${group}`}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${resource}`

/** A request that makes something, and keeps it nowhere. */
export function made(group: string, resource: string, namespace: string | undefined, body: object): WireRequest {
  const metadata = { name: 'tried', ...(namespace === undefined ? {} : { namespace }) }
  return { method: 'POST', path: `${at(group, resource, namespace)}${dry}`, body: { metadata, ...body } }
}

/** A request that changes something, and keeps the change nowhere. */
export function changed(group: string, path: string, namespace: string | undefined, body: unknown): WireRequest {
  return { method: 'PATCH', path: `${at(group, path, namespace)}${dry}`, body }
}

const removed = (group: string, path: string, namespace?: string): WireRequest => ({
  method: 'DELETE',
  path: `${at(group, path, namespace)}?dryRun=All`,
})
const seen = (group: string, path: string, namespace?: string): WireRequest => ({ path: at(group, path, namespace) })

const subjects = ({ tenant }: Scene) => [{ kind: 'Group', name: `oidc:${tenant}`, apiGroup: rbac }]
const binding = (role: string, scene: Scene) => ({
  subjects: subjects(scene),
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
})
const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]
const token = (account: string, namespace: string): WireRequest => ({
  method: 'POST',
  path: `${at('v1', `serviceaccounts/${account}/token`, namespace)}?dryRun=All`,
  body: { spec: { audiences: [], expirationSeconds: 600 } },
})
const as = (headers: Record<string, string>, room: string): WireRequest => ({ ...seen('v1', 'secrets', room), headers })
const review = (kind: string, group: string, resource: string, spec: object, namespace?: string): WireRequest => ({
  method: 'POST',
  path: at(`${group}/v1`, resource, namespace),
  body: { spec, ...(namespace ? { metadata: { namespace } } : {}), apiVersion: `${group}/v1`, kind },
})
const hook = { url: 'https://192.0.2.1/', caBundle: '' }
const webhook = {
  webhooks: [
    {
      name: 'tried.example.org',
      clientConfig: hook,
      rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      failurePolicy: 'Ignore',
    },
  ],
}
const registration = 'admissionregistration.k8s.io/v1'
const kueue = 'kueue.x-k8s.io/v1beta2'
const kueueKind = (kind: string) => ({ apiVersion: kueue, kind })

/** A template of a pod. */
const template = { metadata: { labels: { app: 'tried' } }, spec: podSpec('Always', 0) }
const set = { selector: { matchLabels: { app: 'tried' } }, template }

const [{ image, securityContext } = {}] = podSpec('Never', 0).containers
const debug = { name: 'debug', image, securityContext }

/** Rights: to bind, to escalate, to become somebody else. */
const climbs: Record<string, Try['request']> = {
  'bind oneself to cluster-admin in the own room': (scene) =>
    made(`${rbac}/v1`, 'rolebindings', scene.room, binding('cluster-admin', scene)),
  'bind oneself to a role that one has': (scene) =>
    made(`${rbac}/v1`, 'rolebindings', scene.room, binding('superpod-tenant-viewer', scene)),
  'bind oneself in the room of another': (scene) =>
    made(`${rbac}/v1`, 'rolebindings', scene.otherRoom, binding('superpod-tenant-viewer', scene)),
  'bind oneself everywhere': (scene) =>
    made(`${rbac}/v1`, 'clusterrolebindings', undefined, binding('cluster-admin', scene)),
  'make a role of everything': ({ room }) => made(`${rbac}/v1`, 'roles', room, { rules: everything }),
  'make a role of everything for all': () => made(`${rbac}/v1`, 'clusterroles', undefined, { rules: everything }),
  'give the own role more': () =>
    changed(`${rbac}/v1`, 'clusterroles/superpod-tenant-member', undefined, { rules: everything }),
  'become the API server’s own controller': ({ room }) =>
    as({ 'impersonate-user': 'system:kube-controller-manager' }, room),
  'become one of system:masters': ({ room }) =>
    as({ 'impersonate-user': 'oidc:me', 'impersonate-group': 'system:masters' }, room),
  'become a member of another tenant': ({ otherRoom, otherTenant }) =>
    as({ 'impersonate-user': 'oidc:them', 'impersonate-group': `oidc:${otherTenant}` }, otherRoom),
  'become a controller': ({ otherRoom }) =>
    as({ 'impersonate-user': 'system:serviceaccount:kube-system:namespace-controller' }, otherRoom),
  'become somebody by uid': ({ room, tenant }) =>
    as({ 'impersonate-user': 'oidc:me', 'impersonate-uid': '0', 'impersonate-group': `oidc:${tenant}` }, room),
  'a token of a controller': () => token('namespace-controller', 'kube-system'),
  'a token of Kueue': () => token('kueue-controller-manager', 'kueue-system'),
  'a token of the system': () => token('default', 'superpod-system'),
  'a token of the pods of another': ({ otherRoom }) => token('default', otherRoom),
  'a token of the own pods': ({ room }) => token('default', room),
  'ask whose a token is': () => review('TokenReview', 'authentication.k8s.io', 'tokenreviews', { token: 'x' }),
  'ask what others may do': () =>
    review('SubjectAccessReview', 'authorization.k8s.io', 'subjectaccessreviews', {
      user: 'x',
      resourceAttributes: { verb: 'get', resource: 'pods' },
    }),
  'ask what others may do in the own room': ({ room }) =>
    review(
      'LocalSubjectAccessReview',
      'authorization.k8s.io',
      'localsubjectaccessreviews',
      { user: 'x', resourceAttributes: { verb: 'get', resource: 'pods', namespace: room } },
      room,
    ),
  'a certificate of the scheduler': () =>
    made('certificates.k8s.io/v1', 'certificatesigningrequests', undefined, certificateRequest('tried-too')),
  'approve a certificate': () =>
    changed('certificates.k8s.io/v1', 'certificatesigningrequests/tried/approval', undefined, {
      status: { conditions: [{ type: 'Approved', status: 'True', reason: 'Tried', message: 'tried' }] },
    }),
}

/** What keeps tenants apart, in the own room. */
const walls: Record<string, Try['request']> = {
  'lower the Pod Security of the own room': ({ room }) =>
    changed('v1', `namespaces/${room}`, undefined, {
      metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    }),
  'give the own room away, so that no policy holds': ({ room }) =>
    changed('v1', `namespaces/${room}`, undefined, { metadata: { labels: { 'superpod/tenant': null } } }),
  'change the terms of the own room': ({ room }) =>
    changed('v1', `namespaces/${room}`, undefined, { metadata: { annotations: { 'superpod/registries': 'quay.io' } } }),
  'make a room with the label of another': ({ otherTenant }) =>
    made('v1', 'namespaces', undefined, { metadata: { name: 'tried', labels: { 'superpod/tenant': otherTenant } } }),
  'a greater quota': ({ room }) =>
    changed('v1', 'resourcequotas/quota', room, { spec: { hard: { 'requests.nvidia.com/gpu': '1528' } } }),
  'no quota': ({ room }) => removed('v1', 'resourcequotas/quota', room),
  'no limit range': ({ room }) => removed('v1', 'limitranges/defaults', room),
  'a network policy that lets all in': ({ room }) =>
    made('networking.k8s.io/v1', 'networkpolicies', room, { spec: { podSelector: {}, ingress: [{}], egress: [{}] } }),
  'no default deny': ({ room }) => removed('networking.k8s.io/v1', 'networkpolicies/default-deny', room),
  'an ingress': ({ room }) =>
    made('networking.k8s.io/v1', 'ingresses', room, {
      spec: { defaultBackend: { service: { name: 'api', port: { number: 80 } } } },
    }),
  'endpoints at addresses of others': ({ room }) =>
    made('discovery.k8s.io/v1', 'endpointslices', room, {
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.1'] }],
      ports: [{ port: 80 }],
    }),
  'a claim of devices with an administrator’s access': ({ room }) =>
    made('resource.k8s.io/v1', 'resourceclaims', room, {
      spec: { devices: { requests: [{ name: 'r', exactly: { deviceClassName: 'gpu', adminAccess: true } }] } },
    }),
  'a DaemonSet': ({ room }) => made('apps/v1', 'daemonsets', room, { spec: set }),
  'a ReplicaSet': ({ room }) => made('apps/v1', 'replicasets', room, { spec: set }),
  'bind a pod to a node': ({ room }) =>
    made('v1', `pods/${fixtures.pod}/binding`, room, {
      metadata: { name: fixtures.pod },
      target: { kind: 'Node', name: 'su1-r02-s1' },
    }),
  'write a pod’s status': ({ room }) =>
    changed('v1', `pods/${fixtures.pod}/status`, room, { status: { phase: 'Succeeded' } }),
}

/** Kueue's objects. */
const queues: Record<string, Try['request']> = {
  'a workload by hand': ({ room }) =>
    made(kueue, 'workloads', room, {
      ...kueueKind('Workload'),
      spec: { queueName: 'default', podSets: [{ name: 'main', count: 1, template: { spec: template.spec } }] },
    }),
  'a queue of one’s own to the quota of another': ({ room, otherTenant }) =>
    made(kueue, 'localqueues', room, { ...kueueKind('LocalQueue'), spec: { clusterQueue: otherTenant } }),
  'the own queue, stopped': ({ room }) =>
    changed(kueue, 'localqueues/default', room, { spec: { stopPolicy: 'HoldAndDrain' } }),
  'the queue of another, stopped': ({ otherTenant }) =>
    changed(kueue, `clusterqueues/${otherTenant}`, undefined, { spec: { stopPolicy: 'HoldAndDrain' } }),
  'the own quota, doubled': ({ tenant }) =>
    changed(kueue, `clusterqueues/${tenant}`, undefined, { spec: { queueingStrategy: 'StrictFIFO' } }),
  'the cohort': () => changed(kueue, 'cohorts/atoll', undefined, { spec: { fairSharing: { weight: '0' } } }),
  'a priority of one’s own for Kueue': () =>
    made(kueue, 'workloadpriorityclasses', undefined, {
      ...kueueKind('WorkloadPriorityClass'),
      value: 1_000_000,
      description: 'tried',
    }),
}

/** Rooms of others. */
const others: Record<string, Try['request']> = {
  'secrets of another': ({ otherRoom }) => seen('v1', 'secrets', otherRoom),
  'secrets of everybody': () => seen('v1', 'secrets'),
  'releases of the platform': () => seen('v1', 'secrets', 'superpod-system'),
  'the authority of the API server’s front': () =>
    seen('v1', 'configmaps/extension-apiserver-authentication', 'kube-system'),
  'a pod in the room of another': ({ otherRoom }) => made('v1', 'pods', otherRoom, { spec: template.spec }),
  'a pod in the system': () => made('v1', 'pods', 'kube-system', { spec: template.spec }),
  'a container in a pod of another': ({ otherRoom }) =>
    changed('v1', `pods/${fixtures.pod}/ephemeralcontainers`, otherRoom, {
      spec: { ephemeralContainers: [debug] },
    }),
  'a pod of another, gone': ({ otherRoom }) => removed('v1', `pods/${fixtures.pod}`, otherRoom),
  'a pod of another, evicted': ({ otherRoom }) =>
    made('v1', `pods/${fixtures.pod}/eviction`, otherRoom, { metadata: { name: fixtures.pod, namespace: otherRoom } }),
  'all jobs of another, gone': ({ otherRoom }) => removed('batch/v1', 'jobs', otherRoom),
  'an account in the room of another': ({ otherRoom }) => made('v1', 'serviceaccounts', otherRoom, {}),
}

/** Objects of the whole cluster. */
const cluster: Record<string, Try['request']> = {
  'a mutating webhook': () => made(registration, 'mutatingwebhookconfigurations', undefined, webhook),
  'a validating webhook': () => made(registration, 'validatingwebhookconfigurations', undefined, webhook),
  'a policy, gone': () => removed(registration, 'validatingadmissionpolicies/superpod-placed-work'),
  'a policy, unbound': () => removed(registration, 'validatingadmissionpolicybindings/superpod-placed-work'),
  'a policy that only warns': () =>
    changed(registration, 'validatingadmissionpolicybindings/superpod-placed-work', undefined, {
      spec: { validationActions: ['Warn'] },
    }),
  'a kind of one’s own': () =>
    made('apiextensions.k8s.io/v1', 'customresourcedefinitions', undefined, {
      metadata: { name: 'tries.example.org' },
      spec: {
        group: 'example.org',
        scope: 'Namespaced',
        names: { plural: 'tries', kind: 'Try' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    }),
  'an API of one’s own': () =>
    made('apiregistration.k8s.io/v1', 'apiservices', undefined, {
      metadata: { name: 'v1.example.org' },
      spec: {
        group: 'example.org',
        version: 'v1',
        groupPriorityMinimum: 1,
        versionPriority: 1,
        insecureSkipTLSVerify: true,
        service: { name: 'x', namespace: 'default' },
      },
    }),
  'a volume of the host': () =>
    made('v1', 'persistentvolumes', undefined, {
      spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/' } },
    }),
  'a storage class': () => made('storage.k8s.io/v1', 'storageclasses', undefined, { provisioner: 'example.org/x' }),
  'a priority that evicts others': () =>
    made('scheduling.k8s.io/v1', 'priorityclasses', undefined, { value: 1_000_000 }),
  'a runtime class': () => made('node.k8s.io/v1', 'runtimeclasses', undefined, { handler: 'nvidia' }),
  'systems without taints': () => changed('v1', 'nodes/su1-r02-s1', undefined, { spec: { taints: [] } }),
  'systems of another pool': () =>
    changed('v1', 'nodes/su1-r02-s1', undefined, { metadata: { labels: { 'superpod/pool': 'shared' } } }),
  'the names of all tenants': () => seen('v1', 'namespaces'),
  'the systems': () => seen('v1', 'nodes'),
  'quotas of everybody': () => seen(kueue, 'clusterqueues'),
}

/** What even an administrator is refused, and by which words. */
const refusedToAll: Readonly<Record<string, string>> = {
  'a claim of devices with an administrator’s access': 'admin access to devices requires',
  'bind a pod to a node': 'non-empty .spec.schedulingGates',
}

/** What nobody of a tenant has a right to, each tried against the API server. */
export const rightTries: readonly Try[] = Object.entries({ ...climbs, ...walls, ...queues, ...others, ...cluster }).map(
  ([what, request]) => ({ what, request, ...(refusedToAll[what] && { refusedToAll: refusedToAll[what] }) }),
)
