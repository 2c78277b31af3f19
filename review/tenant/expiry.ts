import type { Explanation } from '../draft.ts'

/** What acts on a tenant with nobody at the keyboard: its job, the job's account, and the day on its queue. */
export function expiryOf(tenant: string): Explanation[] {
  const kinds = ['CronJob', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Role']
  return [
    { kinds, tenant },
    { kinds: ['ClusterQueue'], tenant, fields: /^metadata\.annotations\b/ },
    { kinds: ['RoleBinding'], tenant, named: (name) => name === 'superpod-expiry' },
  ]
}
