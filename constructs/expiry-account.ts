import type { KubeObject } from '#core'
import { breakGlassBinding, systemNamespace } from './labels.ts'

const rbac = 'rbac.authorization.k8s.io'

/** Name of a tenant's expiry: its account, its job, and its roles. */
export function expiryName(tenant: string): string {
  return `expiry-${tenant}`
}

/**
 * The account of one tenant's expiry, and all that it may: read and patch the queue of that tenant, and read and delete
 * the one binding of that name in its namespaces. RBAC knows no fields: what it may patch is the expiry guard's to say.
 * @param breakGlass - namespaces whose bindings it looks after
 */
export function expiryAccount(tenant: string, breakGlass: readonly string[]): KubeObject[] {
  const name = expiryName(tenant)
  const clusterName = `superpod-${name}`
  const subjects = [{ kind: 'ServiceAccount', name, namespace: systemNamespace }]
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace: systemNamespace },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRole',
      metadata: { name: clusterName },
      rules: [
        {
          apiGroups: ['kueue.x-k8s.io'],
          resources: ['clusterqueues'],
          resourceNames: [tenant],
          verbs: ['get', 'patch'],
        },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: clusterName },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: clusterName },
      subjects,
    },
    ...breakGlass.flatMap((namespace) => inRoom(namespace, subjects)),
  ]
}

function inRoom(namespace: string, subjects: readonly object[]): KubeObject[] {
  const metadata = { name: 'superpod-expiry', namespace }
  return [
    {
      apiVersion: `${rbac}/v1`,
      kind: 'Role',
      metadata,
      rules: [
        {
          apiGroups: [rbac],
          resources: ['rolebindings'],
          resourceNames: [breakGlassBinding],
          verbs: ['get', 'delete'],
        },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbac, kind: 'Role', name: metadata.name },
      subjects,
    },
  ]
}
