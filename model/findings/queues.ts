import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'
import type { TenantModel } from '../tenant.ts'

/** Rules of queues that exclude one another, or that have nobody to hold for. */
export function queueFindings(model: PodModel): Finding[] {
  const { fairSharing, preemption } = model.platform.kueue
  const usual = preemptionFindings('platform.kueue.preemption', preemption, fairSharing)
  return [...usual, ...model.tenants.flatMap((tenant) => tenantFindings(model, tenant))]
}

function tenantFindings({ platform: { kueue } }: PodModel, tenant: TenantModel): Finding[] {
  const { name, queue, cohort } = tenant
  const own = differs(tenant, kueue.preemption)
  if (cohort === undefined) return withoutCohort(tenant, own)
  return [
    ...lending(tenant),
    ...(own.length > 0
      ? preemptionFindings(`tenants.${name}.queue.preemption`, queue.preemption, kueue.fairSharing)
      : []),
    ...(kueue.fairSharing ? [] : idleWeight(tenant)),
  ]
}

/** Fields of a tenant's preemption that are not the pod's. */
function differs({ queue }: TenantModel, usual: TenantModel['queue']['preemption']) {
  const fields = ['reclaimWithinCohort', 'borrowWithinCohort'] as const
  return fields.filter((field) => queue.preemption[field] !== usual[field])
}

function withoutCohort({ name, queue, gpus }: TenantModel, own: readonly string[]): Finding[] {
  const written = [
    ...(gpus.lend === undefined ? [] : ['gpus.lend']),
    ...(queue.weight === 1 ? [] : ['queue.weight']),
    ...own.map((field) => `queue.preemption.${field}`),
  ]
  return written.map((field) => ({
    code: 'queue/without-cohort',
    severity: 'error' as const,
    path: `tenants.${name}.${field}`,
    message: `${name} has ${field}, but shares quota with nobody: what is sensitive or has systems of its own neither lends nor borrows`,
    remedy: `remove ${field}`,
  }))
}

function lending({ name, gpus: { guaranteed, lend } }: TenantModel): Finding[] {
  if (lend === undefined || lend <= guaranteed) return []
  return [
    {
      code: 'queue/lend-above-guaranteed',
      severity: 'error',
      path: `tenants.${name}.gpus.lend`,
      message: `${name} lends ${lend} GPUs, but is guaranteed ${guaranteed}; nobody can lend more than that`,
      remedy: `lower lend to ${guaranteed} at most, or remove it: all is lent then`,
    },
  ]
}

function preemptionFindings(
  path: string,
  { borrowWithinCohort, reclaimWithinCohort }: TenantModel['queue']['preemption'],
  fairSharing: boolean,
): Finding[] {
  if (borrowWithinCohort === 'Never') return []
  if (fairSharing) {
    return [
      {
        code: 'queue/borrow-with-fair-sharing',
        severity: 'error',
        path: `${path}.borrowWithinCohort`,
        message: `borrowWithinCohort is ${borrowWithinCohort}, but Kueue takes it only where platform.kueue.fairSharing is false (KUEUE)`,
        remedy: 'write Never, or set platform.kueue.fairSharing to false',
      },
    ]
  }
  if (reclaimWithinCohort !== 'Never') return []
  return [
    {
      code: 'queue/borrow-without-reclaim',
      severity: 'error',
      path: `${path}.borrowWithinCohort`,
      message: `borrowWithinCohort is ${borrowWithinCohort} and reclaimWithinCohort Never, but Kueue refuses the one with the other (KUEUE)`,
      remedy: 'set reclaimWithinCohort to LowerPriority or Any, or borrowWithinCohort to Never',
    },
  ]
}

function idleWeight({ name, queue: { weight } }: TenantModel): Finding[] {
  if (weight === 1) return []
  return [
    {
      code: 'queue/weight-unused',
      severity: 'warning',
      path: `tenants.${name}.queue.weight`,
      message: `${name} has weight ${weight}, but platform.kueue.fairSharing is false: weights count only with it`,
      remedy: 'remove the weight, or set fairSharing to true',
    },
  ]
}
