import { Construct } from 'constructs'
import { ClusterRoleV1 } from '#terraform'
import { ownLabels } from './labels.ts'
import { type TenantClusterRole, tenantRoleName, tenantRoleRules } from './tenant-role.ts'

/**
 * The ClusterRoles that all tenants share. Ours and not the built-in `edit` and `admin`: those take in whatever
 * any chart adds to them, and may write roles.
 */
export class TenantRoles extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id)
    for (const [role, rules] of Object.entries(tenantRoleRules)) {
      new ClusterRoleV1(this, role, {
        metadata: { name: tenantRoleName(role as TenantClusterRole), labels: ownLabels(this) },
        rule: rules.map(({ apiGroups, resources, verbs }) => ({
          apiGroups: [...apiGroups],
          resources: [...resources],
          verbs: [...verbs],
        })),
      })
    }
  }
}
