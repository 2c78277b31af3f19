import { counted, type Finding, wordList } from '#core'
import { daysAfter, daysBetween } from '../day.ts'
import type { PodModel } from '../pod-model.ts'
import { isReal } from '../real-target.ts'
import type { TenantModel } from '../tenant.ts'

/** Tenants whose last day is over or near, and grace that nobody can have. */
export function expiryFindings(model: ExpiryParts, at: string): Finding[] {
  const { tenants, platform } = model
  const { warnDays } = platform.expiry
  const own = tenants
    .filter(({ state }) => state !== 'retired')
    .flatMap((tenant) => [...expired(tenant, at), ...expiresSoon(tenant, at, warnDays), ...graceOfNobody(tenant)])
  return [...own, ...imageByTag(model)]
}

type ExpiryParts = Pick<PodModel, 'tenants' | 'platform' | 'target'>

/** On a twin and on kind nothing of a sensitive tenant is real. */
function imageByTag({ tenants, platform, target }: ExpiryParts): Finding[] {
  const { image } = platform.expiry
  const sensitive = tenants.filter(({ sensitivity }) => sensitivity === 'sensitive').map(({ name }) => name)
  if (!isReal(target) || sensitive.length === 0 || image.includes('@sha256:')) return []
  return [
    {
      code: 'expiry/image-by-tag',
      severity: 'warning',
      path: 'platform.expiry.image',
      message: `the jobs that close the pods of ${wordList(sensitive, 'and')} again run ${image}, but a tag can be moved to another image`,
      remedy: 'draw the image once, and write it with its digest: registry/name@sha256:…',
    },
  ]
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
