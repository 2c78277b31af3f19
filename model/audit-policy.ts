import type { PodModel } from './pod-model.ts'

/** What an API server writes down of requests, in its own form. */
export interface AuditPolicy {
  readonly apiVersion: 'audit.k8s.io/v1'
  readonly kind: 'Policy'
  readonly omitStages: readonly ['RequestReceived']
  /** The first that fits a request holds. */
  readonly rules: readonly AuditRule[]
}

interface AuditRule {
  readonly level: 'None' | 'Metadata' | 'Request' | 'RequestResponse'
  readonly namespaces?: readonly string[]
  readonly verbs?: readonly string[]
  readonly resources?: readonly { readonly group: string; readonly resources?: readonly string[] }[]
  readonly nonResourceURLs?: readonly string[]
  readonly users?: readonly string[]
}

const writes = ['create', 'update', 'patch', 'delete', 'deletecollection']

/** Bodies that hold secrets: who asked is written down, never what was said. */
const secretBodies: AuditRule['resources'] = [
  { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] },
  { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
]

/**
 * Audit policy of an API server of ours: of a sensitive tenant every request, with the content of what it changes; that a
 * session into a pod was opened, by whom, with which command line, never what was typed in it; of all others who changed
 * what; of rights, policies and queues the content as well. A server that we do not start has it only once it is put there.
 * @see https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
 */
export function auditPolicy({ tenants }: Pick<PodModel, 'tenants'>): AuditPolicy {
  const sensitive = tenants
    .filter(({ sensitivity }) => sensitivity === 'sensitive')
    .flatMap(({ namespaces }) => namespaces.map(({ name }) => name))
    .sort()
  return {
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitStages: ['RequestReceived'],
    rules: [
      { level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/metrics', '/version', '/openapi/*'] },
      { level: 'None', resources: [{ group: '', resources: ['events'] }, { group: 'events.k8s.io' }] },
      { level: 'None', resources: [{ group: 'coordination.k8s.io', resources: ['leases'] }] },
      { level: 'Metadata', resources: secretBodies },
      ...(sensitive.length > 0 ? ofSensitive(sensitive) : []),
      { level: 'RequestResponse', verbs: writes, resources: rightsAndQueues },
      { level: 'Metadata', verbs: writes },
      { level: 'None' },
    ],
  }
}

function ofSensitive(namespaces: readonly string[]): AuditRule[] {
  const sessions = ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'services/proxy']
  return [
    { level: 'RequestResponse', namespaces, resources: [{ group: '', resources: sessions }] },
    { level: 'RequestResponse', namespaces, verbs: writes },
    { level: 'Metadata', namespaces },
  ]
}

const rightsAndQueues: AuditRule['resources'] = [
  { group: 'rbac.authorization.k8s.io' },
  { group: 'admissionregistration.k8s.io' },
  { group: 'certificates.k8s.io' },
  { group: 'kueue.x-k8s.io', resources: ['clusterqueues', 'localqueues', 'cohorts', 'resourceflavors', 'topologies'] },
]
