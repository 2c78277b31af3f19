import { Construct } from 'constructs'
import { RoleBindingV1 } from '#terraform'
import { ownLabels } from './labels.ts'
import { clusterRoleOf, type TenantRole, tenantRoleName } from './tenant-role.ts'

const rbac = 'rbac.authorization.k8s.io'

export interface TenantAccessProps {
  readonly namespace: string
  /** Groups of each role, as the API server names them: with the issuer's prefix. */
  readonly groups: Readonly<Record<TenantRole, readonly string[]>>
  /** Whether the data is sensitive: then nobody has a way into a pod that runs. @default false */
  readonly sensitive?: boolean
}

/** Who may do what in one namespace of a tenant: one binding a role; none where a role has no group. */
export class TenantAccess extends Construct {
  constructor(scope: Construct, id: string, { namespace, groups, sensitive = false }: TenantAccessProps) {
    super(scope, id)
    for (const [role, names] of Object.entries(groups)) {
      if (names.length === 0) continue
      const name = tenantRoleName(clusterRoleOf(role as TenantRole, sensitive))
      new RoleBindingV1(this, role, {
        metadata: { name, namespace, labels: ownLabels(this) },
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
        // without a namespace the provider would write 'default' into a group's
        subject: names.map((group) => ({ kind: 'Group', name: group, apiGroup: rbac, namespace: '' })),
      })
    }
  }
}
