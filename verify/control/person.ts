import type { Asker } from '#kube'
import type { TenantModel } from '#model'

/** What somebody is to a tenant: what its pods run as is a `pod`. */
export type Standing = 'admin' | 'member' | 'auditor' | 'viewer' | 'pod'

/** Somebody of a tenant, in whose name questions are asked. */
export interface Person extends Asker {
  readonly standing: Standing
  readonly group?: string
}

/** From most rights to least: a group of two roles has those of the first. */
const roles = ['admin', 'member', 'auditor', 'viewer'] as const

/** People of a tenant: one of each group, as what the group is at most. */
export function peopleOf({ name, groups }: Pick<TenantModel, 'name' | 'groups'>): Person[] {
  const seen = new Set<string>()
  return roles.flatMap((standing) =>
    groups[`${standing}s`].flatMap((group): Person[] => {
      if (seen.has(group)) return []
      seen.add(group)
      return [{ standing, group, user: `superpod-controls:${name}`, groups: [group, 'system:authenticated'] }]
    }),
  )
}

/** What a tenant's pods run as unless they say otherwise: the account `default` of each namespace. */
export function accountsOf({ namespaces }: Pick<TenantModel, 'namespaces'>): Person[] {
  return namespaces.map(({ name }) => ({
    standing: 'pod',
    user: `system:serviceaccount:${name}:default`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${name}`, 'system:authenticated'],
  }))
}

/** Somebody of a tenant who may submit work; undefined where nobody may. */
export function submitterOf(tenant: Pick<TenantModel, 'name' | 'groups'>): Person | undefined {
  const people = peopleOf(tenant)
  return people.find(({ standing }) => standing === 'member') ?? people.find(({ standing }) => standing === 'admin')
}
