import { type Finding, wordList } from '#core'
import type { Configured } from './delivery-context.ts'

/** A namespace of a tenant that is on the cluster. */
export interface TenantNamespace {
  readonly name: string
  readonly tenant: string
}

/** Whose stacks they are. */
export interface Owner {
  readonly pod: string
  readonly target: { readonly name: string }
}

/** What is there: in states, in inventories, on the cluster. */
export interface OnRecord {
  /** Stacks that hold something. */
  readonly stacks: readonly string[]
  /** Namespaces of tenants of this pod. */
  readonly namespaces: readonly TenantNamespace[]
}

/** What may be gone from config all the same. */
export interface Expected {
  /** Names that a person confirmed. */
  readonly confirmed: readonly string[]
  /** Namespaces that a plan deletes already: the guard judges those. */
  readonly deleted: readonly string[]
}

/**
 * Tenants and namespaces that exist but that config does not name any more: nothing is done before that is settled.
 * @returns one finding for each tenant, then one for each namespace of the tenants that are still there
 */
export function vanishedFindings(
  owner: Owner & { readonly configured: Configured },
  there: OnRecord,
  expected: Expected,
): Finding[] {
  const { configured } = owner
  const unknown = there.stacks.filter((stack) => !configured.stacks.includes(stack))
  const fromStacks = unknown.map((stack) => tenantOfStack(stack, owner))
  const fromNamespaces = there.namespaces.map(({ tenant }) => tenant)
  const tenants = new Set([...fromStacks, ...fromNamespaces].filter((each) => each !== undefined))
  const gone = [...tenants].filter((tenant) => !configured.tenants.includes(tenant)).sort()
  const namespaces = there.namespaces
    .filter(({ tenant }) => configured.tenants.includes(tenant))
    .map(({ name }) => name)
    .filter((name) => !configured.namespaces.includes(name))
    .filter((name) => !expected.deleted.includes(name) && !expected.confirmed.includes(name))
  const found = gone.map((tenant) => {
    const names = newNames(tenant, owner, there)
    return names.length > 0 ? renamedTenant(tenant, names) : vanishedTenant(tenant)
  })
  return [...found, ...namespaces.sort().map(vanishedNamespace)]
}

/** Tenants that config has and nothing else, with the namespaces of one that is gone from config: perhaps its new name. */
function newNames(
  gone: string,
  { configured, ...owner }: Owner & { readonly configured: Configured },
  there: OnRecord,
): string[] {
  const keysOf = (tenant: string, namespaces: readonly string[]) =>
    namespaces
      .filter((name) => name.startsWith(`${tenant}-`))
      .map((name) => name.slice(tenant.length + 1))
      .sort()
      .join()
  const own = there.namespaces.filter(({ tenant }) => tenant === gone).map(({ name }) => name)
  const known = new Set([
    ...there.stacks.map((stack) => tenantOfStack(stack, owner)),
    ...there.namespaces.map(({ tenant }) => tenant),
  ])
  const fresh = configured.tenants.filter((tenant) => !known.has(tenant))
  return own.length === 0 ? [] : fresh.filter((each) => keysOf(each, configured.namespaces) === keysOf(gone, own))
}

/** The tenant of a stack by the stack's name, which begins with pod and target; undefined for a stack of no tenant. */
export function tenantOfStack(stack: string, { pod, target }: Owner): string | undefined {
  const beginning = `${pod}-${target.name}-tenant-`
  return stack.startsWith(beginning) ? stack.slice(beginning.length) : undefined
}

function vanishedTenant(tenant: string): Finding {
  return {
    code: 'guard/tenant-vanished',
    severity: 'error',
    path: `tenants/${tenant}`,
    message: `tenant ${tenant} exists on this target, but config does not name it any more`,
    remedy:
      `put tenants/${tenant}.yaml back; to remove the tenant, set state: retired there and apply, ` +
      `then destroy --tenant ${tenant} --confirm ${tenant}, and delete the file last`,
  }
}

function renamedTenant(tenant: string, names: readonly string[]): Finding {
  const now = wordList(names)
  return {
    code: 'guard/tenant-renamed',
    severity: 'error',
    path: `tenants/${tenant}`,
    message: `tenant ${tenant} exists on this target, but config names ${now} in its place, and a tenant's name is for life`,
    remedy:
      `write name: ${tenant} in tenants/${tenant}.yaml again, and change its title if people shall read another name; ` +
      `if ${now} is a new tenant, keep both files, and retire ${tenant} once its data has moved`,
  }
}

function vanishedNamespace(name: string): Finding {
  return {
    code: 'guard/namespace-vanished',
    severity: 'error',
    path: `Namespace/${name}`,
    message: `namespace ${name} exists on this target, but config does not name it any more`,
    remedy: `put it back into its tenant's file, or add --confirm ${name} if it and all in it shall go`,
  }
}
