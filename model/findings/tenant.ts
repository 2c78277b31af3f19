import { counted, type Finding } from '#core'
import { platformNamespaces } from '../platform-namespace.ts'
import type { PodModel } from '../pod-model.ts'
import { sharedPool } from '../pool.ts'
import { expiryFindings } from './expiry.ts'
import { groupFindings } from './groups.ts'

/** Tenants that have expired, that are sensitive on shared systems, or whose namespaces are another's. */
export function tenantFindings(model: PodModel, at: string): Finding[] {
  return [
    ...suspended(model),
    ...expiryFindings(model, at),
    ...neverBegins(model),
    ...sensitive(model),
    ...platformNames(model),
    ...namespaceClashes(model),
    ...groupFindings(model),
  ]
}

function suspended({ tenants }: PodModel): Finding[] {
  return tenants
    .filter(({ state }) => state === 'suspended')
    .map(({ name, gpus }) => ({
      code: 'tenant/suspended',
      severity: 'info' as const,
      path: `tenants.${name}.state`,
      message: `${name} is suspended: nothing new of it is admitted, but ${counted(gpus.guaranteed, 'GPU')} and its data are kept for it`,
      remedy: 'set `state: active` to let it work again, or `retired` to give its guarantee back',
    }))
}

function neverBegins({ tenants }: PodModel): Finding[] {
  return tenants.flatMap(({ name, starts, expires }) => {
    if (starts === undefined || expires === undefined || starts <= expires) return []
    return [
      {
        code: 'tenant/never-begins',
        severity: 'error' as const,
        path: `tenants.${name}.starts`,
        message: `${name} starts on ${starts}, but expires on ${expires}: there is no day that it may work on`,
        remedy: 'correct one of the two days',
      },
    ]
  })
}

function sensitive({ tenants }: PodModel): Finding[] {
  return tenants
    .filter(({ sensitivity, pool, state }) => sensitivity === 'sensitive' && pool === sharedPool && state !== 'retired')
    .map(({ name }) => ({
      code: 'tenant/sensitive-shared',
      severity: 'error' as const,
      path: `tenants.${name}.sensitivity`,
      message: `${name} is sensitive, but runs on shared systems`,
      remedy: 'name its own systems, racks or units under `placement: { dedicated: [...] }`',
    }))
}

// its namespaces would be others, but whoever reads the name takes it for the platform
function platformNames({ tenants }: PodModel): Finding[] {
  return tenants
    .filter(({ name }) => (platformNamespaces as readonly string[]).includes(name))
    .map(({ name }) => ({
      code: 'tenant/name-of-platform',
      severity: 'error' as const,
      path: `tenants.${name}.name`,
      message: `the tenant is called ${name}, but that is a namespace of the platform`,
      remedy: 'give the tenant another name; names are for life, so choose before anything is applied',
    }))
}

function namespaceClashes({ tenants }: PodModel): Finding[] {
  const owners = new Map<string, string>(platformNamespaces.map((name) => [name, 'the platform']))
  return tenants.flatMap((tenant) =>
    tenant.namespaces.flatMap(({ key, name }) => {
      const owner = owners.get(name)
      owners.set(name, owner ?? `tenant ${tenant.name}`)
      if (owner === undefined) return []
      return [
        {
          code: 'namespace/clash',
          severity: 'error' as const,
          path: `tenants.${tenant.name}.namespaces.${key}`,
          message: `${key} of tenant ${tenant.name} would become namespace ${name}, but ${owner} has it`,
          remedy:
            'give the namespace or the tenant another name; names are for life, so choose before anything is applied',
        },
      ]
    }),
  )
}
