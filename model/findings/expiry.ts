import { counted, type Finding } from '#core'
import { daysAfter, daysBetween } from '../day.ts'
import type { PodModel } from '../pod-model.ts'
import type { TenantModel } from '../tenant.ts'

/** Tenants whose last day is over or near, and grace that nobody can have. */
export function expiryFindings({ tenants, platform }: Pick<PodModel, 'tenants' | 'platform'>, at: string): Finding[] {
  const { warnDays } = platform.expiry
  return tenants
    .filter(({ state }) => state !== 'retired')
    .flatMap((tenant) => [...expired(tenant, at), ...expiresSoon(tenant, at, warnDays), ...graceOfNobody(tenant)])
}

function expired({ name, state, expires, graceEnds }: TenantModel, at: string): Finding[] {
  if (expires === undefined || graceEnds === undefined || expires >= at) return []
  const since =
    graceEnds < at ? `has been drained since ${daysAfter(graceEnds, 1)}` : `is held, and drained after ${graceEnds}`
  return [
    {
      code: 'tenant/expired',
      severity: 'warning',
      path: `tenants.${name}.expires`,
      message: `${name} expired on ${expires}, but is ${state} on ${at}: its queue ${since}`,
      remedy: 'set a later date, or `state: retired`',
    },
  ]
}

function expiresSoon({ name, state, expires, graceEnds }: TenantModel, at: string, warnDays: number): Finding[] {
  if (expires === undefined || expires < at) return []
  const days = daysBetween(at, expires)
  if (days > warnDays) return []
  const left = days === 0 ? 'today' : `in ${counted(days, 'day')}`
  return [
    {
      code: 'tenant/expires-soon',
      severity: 'warning',
      path: `tenants.${name}.expires`,
      message: `${name} is ${state}, but its last day is ${expires}, ${left}: after it its queue is held, and after ${graceEnds} drained`,
      remedy: 'tell its people, and set a later date if they are to stay',
    },
  ]
}

function graceOfNobody({ name, expires, graceDays }: TenantModel): Finding[] {
  if (expires !== undefined || graceDays === undefined) return []
  return [
    {
      code: 'tenant/grace-unused',
      severity: 'warning',
      path: `tenants.${name}.graceDays`,
      message: `${name} has ${counted(graceDays, 'day')} of grace, but no last day that they could follow`,
      remedy: 'write `expires`, or take graceDays out',
    },
  ]
}
