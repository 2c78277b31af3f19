import { clusterRoleOf, type TenantClusterRole, type TenantRole } from '#constructs'

/** Somebody of a tenant, or what its pods run as. */
export interface Person {
  /** As a finding names it: `ada-member`. */
  readonly name: string
  readonly tenant: string
  /** None: what pods of the tenant run as. */
  readonly role?: TenantRole
  /** As the API server names it. */
  readonly user: string
  readonly groups: readonly string[]
  /** Role that config gives it, by namespace: elsewhere it may do nothing. */
  readonly grants: Readonly<Record<string, TenantClusterRole>>
}

/** A tenant as far as rights go. */
export interface ApartTenant {
  readonly name: string
  /** Names of its namespaces in the cluster. */
  readonly rooms: readonly string[]
  /** Whether its data is sensitive: its people have no way into a pod that runs. */
  readonly sensitive: boolean
  /** Groups of each role, without prefix. */
  readonly groups: Readonly<Record<TenantRole, readonly string[]>>
}

/** What the API server puts before people and groups of the identity provider. */
const prefix = 'oidc:'

/** Somebody of each group of each tenant, and what pods of each of its namespaces run as. */
export function peopleOf(tenants: readonly ApartTenant[]): Person[] {
  return tenants.flatMap(({ name: tenant, rooms, groups }) => [
    ...Object.entries(groups).flatMap(([role, names]) =>
      names.map((group) => ({
        name: `${tenant}-${role}${group.startsWith(tenant) ? '' : `-of-${group}`}`,
        tenant,
        role: role as TenantRole,
        user: `${prefix}${tenant}-${role}`,
        groups: [`${prefix}${group}`, 'system:authenticated'],
        grants: grantsOf(group, tenants),
      })),
    ),
    ...rooms.map((room) => ({
      name: `pods of ${room}`,
      tenant,
      user: `system:serviceaccount:${room}:default`,
      groups: ['system:serviceaccounts', `system:serviceaccounts:${room}`, 'system:authenticated'],
      grants: {},
    })),
  ])
}

/** Groups of a person as its token has them, without prefix. */
export function claimedGroups({ groups }: Person): string[] {
  return groups.filter((group) => group.startsWith(prefix)).map((group) => group.slice(prefix.length))
}

function grantsOf(group: string, tenants: readonly ApartTenant[]): Record<string, TenantClusterRole> {
  return Object.fromEntries(
    tenants.flatMap(({ rooms, groups, sensitive }) =>
      Object.entries(groups)
        .filter(([, names]) => names.includes(group))
        .flatMap(([role]) => rooms.map((room) => [room, clusterRoleOf(role as TenantRole, sensitive)])),
    ),
  )
}
