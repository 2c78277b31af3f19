import type { KubeObject } from '#core'
import { breakGlassBinding, breakGlassLabel, expiresAtKey, reasonKey } from './labels.ts'
import { tenantRoleName } from './tenant-role.ts'

const rbac = 'rbac.authorization.k8s.io'

export interface BreakGlassProps {
  readonly tenant: string
  readonly namespace: string
  /** Groups and people, as the API server names them: with the issuer's prefix. */
  readonly groups: readonly string[]
  readonly users: readonly string[]
  /** When it ends, in UTC and to the second: `2027-01-31T16:00:00Z`. */
  readonly expiresAt: string
  readonly reason: string
}

/** The binding that opens the pods of one namespace of a sensitive tenant for a time. */
export function breakGlassBindingOf(props: BreakGlassProps): KubeObject {
  const { tenant, namespace, groups, users, expiresAt, reason } = props
  const subject = (kind: string) => (name: string) => ({ apiGroup: rbac, kind, name })
  return {
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: {
      name: breakGlassBinding,
      namespace,
      labels: { [breakGlassLabel]: tenant },
      annotations: { [expiresAtKey]: expiresAt, [reasonKey]: reason },
    },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: tenantRoleName('break-glass') },
    subjects: [...groups.map(subject('Group')), ...users.map(subject('User'))],
  }
}
