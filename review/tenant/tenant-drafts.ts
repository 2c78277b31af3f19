import type { Tenant } from '#config'
import type { PodModel, TenantModel } from '#model'
import { type ConfigChange, configChanges, printedChange } from '../config-change.ts'
import type { Draft, TenantModels, TenantRule } from '../draft.ts'
import { accessRules } from './access.ts'
import { gpuRules, quotaOf } from './gpus.ts'
import { placementRules } from './placement.ts'
import { claims, dataIsLost, roomRules } from './rooms.ts'
import { workRules } from './work.ts'

const rules: readonly TenantRule[] = [...gpuRules, ...workRules, ...accessRules, ...roomRules, ...placementRules]

/** One state of the tenants of a pod. */
export interface TenantSide {
  readonly model: PodModel
  readonly tenants: readonly Tenant[]
}

/** What a change of config means for tenants, by their names. */
export function tenantDrafts(before: TenantSide, after: TenantSide): Draft[] {
  const names = new Set([...before.tenants, ...after.tenants].map(({ name }) => name))
  return [...names].sort().flatMap((name) => {
    const [was, is] = [before, after].map(({ model }) => model.tenants.find((tenant) => tenant.name === name))
    if (!was && is) return [added(is)]
    if (was && !is) return [removed(was)]
    if (!was || !is) return []
    const models = { before: before.model, after: after.model, was, is }
    const [file, fileAfter] = [before, after].map(({ tenants }) => tenants.find((tenant) => tenant.name === name))
    return configChanges(file, fileAfter).flatMap((change) => changed(change, models))
  })
}

function changed(change: ConfigChange, models: TenantModels): Draft[] {
  const { name } = models.is
  const rule = rules.find(({ at }) => at.test(change.path))
  const around = { tenant: name, part: name, path: `tenants.${name}.${change.path}` }
  if (rule) return rule.drafts(change, models).map((draft) => ({ ...around, ...draft }))
  return [
    {
      ...around,
      topic: 'tenant/other',
      what: `${change.path} ${printedChange(change)}`,
      why: 'what it comes to is what its objects come to',
      class: 'in place',
      explains: [{ kinds: [], tenant: name }, ...quotaOf(name)],
    },
  ]
}

function added(tenant: TenantModel): Draft {
  const { name, gpus, namespaces } = tenant
  return {
    topic: 'tenant/added',
    tenant: name,
    part: name,
    path: `tenants.${name}`,
    what: `new tenant: guaranteed ${gpus.guaranteed}, burst ${gpus.burst} GPUs; ${namespaces.map((each) => each.name).join(', ')}`,
    why:
      tenant.cohort === undefined
        ? 'nobody else had what it gets'
        : 'its guarantee was promised to nobody: whoever borrows it now gives it back when the tenant needs it, as before; Kueue evicts nobody for it',
    class: 'in place',
    // rights on what was not there before are nobody's loss
    knows: true,
    explains: [{ kinds: [], tenant: name }, ...quotaOf(name)],
  }
}

function removed(tenant: TenantModel): Draft {
  const { name, state, gpus, namespaces } = tenant
  const way = 'set state: retired, let its queue drain, then `superpod destroy --tenant` it by name'
  return {
    topic: 'tenant/removed',
    tenant: name,
    part: name,
    path: `tenants.${name}`,
    what: `the tenant is removed: ${namespaces.map((each) => each.name).join(', ')} and its queue go, ${gpus.guaranteed} guaranteed GPUs with them`,
    why: `${claims(tenant, namespaces.length)} go with the namespaces${state === 'retired' ? '; it was retired, and destroy --tenant is what removes it' : `; it was not retired: ${way}`}; apply stops at a tenant that is gone from config`,
    class: 'replaces a namespace',
    back: dataIsLost,
    explains: [{ kinds: [], tenant: name }, ...quotaOf(name)],
  }
}
