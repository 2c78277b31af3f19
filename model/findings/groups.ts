import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'
import type { TenantModel } from '../tenant.ts'

/** What one tenant lets a group do that may change something. */
interface Grant {
  readonly tenant: TenantModel
  readonly role: 'admins' | 'members'
}

/** Groups of people that match nobody, or whose people run more than one tenant. */
export function groupFindings(model: PodModel): Finding[] {
  return [...prefixed(model), ...crossings(model)]
}

// a group written with its prefix would get it twice, and match nobody
function prefixed({ tenants, groupPrefix }: PodModel): Finding[] {
  const twice = `${groupPrefix}${groupPrefix}`
  return tenants.flatMap((tenant) =>
    Object.entries(tenant.groups).flatMap(([role, groups]: [string, readonly string[]]) =>
      groups
        .filter((group) => group.startsWith(twice))
        .map((group) => ({
          code: 'tenant/group-prefixed',
          severity: 'error' as const,
          path: `tenants.${tenant.name}.access.${role}.${group.slice(groupPrefix.length)}`,
          message: `group ${group.slice(groupPrefix.length)} has the prefix ${groupPrefix}, but the prefix is added to every group`,
          remedy: `write ${group.slice(twice.length)}`,
        })),
    ),
  )
}

// who only reads crosses nothing: one group may well look at several tenants
function crossings({ tenants, groupPrefix }: PodModel): Finding[] {
  const grants = new Map<string, Grant[]>()
  return tenants.flatMap((tenant) =>
    (['admins', 'members'] as const).flatMap((role) =>
      tenant.groups[role].flatMap((group) => {
        const grant = { tenant, role }
        const others = (grants.get(group) ?? []).filter((other) => other.tenant !== tenant)
        grants.set(group, [...(grants.get(group) ?? []), grant])
        const worst = others.find((other) => other.role === 'admins') ?? others[0]
        return worst ? crossing(group.slice(groupPrefix.length), grant, worst) : []
      }),
    ),
  )
}

function crossing(group: string, { tenant, role }: Grant, other: Grant): Finding[] {
  if (role === 'members' && other.role === 'members') return []
  const path = `tenants.${tenant.name}.access.${role}.${group}`
  const doing = `group ${group} is ${one[role]} of ${tenant.name}, but also ${one[other.role]} of ${other.tenant.name}`
  if (role === other.role) {
    return [
      {
        code: 'tenant/shared-admins',
        severity: 'error',
        path,
        message: `${doing}: its people run both`,
        remedy: 'give each tenant a group of its own for its admins, or allow it where the same people run both',
      },
    ]
  }
  const sensitive = [tenant, other.tenant].some(({ sensitivity }) => sensitivity === 'sensitive')
  return [
    {
      code: 'tenant/crossed-access',
      severity: sensitive ? 'error' : 'warning',
      path,
      message: `${doing}: who runs one works in the other${sensitive ? ', and one of them is sensitive' : ''}`,
      remedy: 'give one of the two a group of its own, or allow it where the same people are meant',
    },
  ]
}

const one = { admins: 'admin', members: 'member' } as const
