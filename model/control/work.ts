import type { workControls } from '#catalog'
import type { PodModel } from '../pod-model.ts'
import type { TenantModel } from '../tenant.ts'
import { type ControlJudge, type ControlStanding, configured, doesNotApply, doesNotHold } from './standing.ts'

/** Short name of a policy on tenants' work. */
export type PolicyName = 'contained' | 'placed' | 'devices' | 'images' | 'services'

/** How controls on what work may be stand. */
export const workStandings: Readonly<Record<keyof typeof workControls, ControlJudge>> = {
  'work/pod-security': ({ rdma }) =>
    rdma?.memlock === 'ipc-lock'
      ? doesNotHold('rdma.memlock is ipc-lock, which needs Pod Security privileged; superpod-ipc-lock-only stands in')
      : configured,
  'work/no-host': (tenant, model) => byPolicy(tenant, model, 'contained'),
  'work/gpu-backdoor': (tenant, model) => byPolicy(tenant, model, 'contained'),
  'work/devices': (tenant, model) => byPolicy(tenant, model, 'devices'),
  'work/queued': () => configured,
  'work/images': (tenant, model) =>
    allowedRegistries(tenant, model).length === 0
      ? doesNotHold('neither platform.policy.registries nor its file names a registry: images may come from any')
      : byPolicy(tenant, model, 'images'),
  'work/digests': (tenant, model) =>
    tenant.terms.digests
      ? byPolicy(tenant, model, 'images')
      : doesNotHold(`its data is ${tenant.sensitivity}: digests are asked of sensitive tenants`),
  'work/priorities': (tenant, model) => byPolicy(tenant, model, 'placed'),
  'work/classes': (tenant, model) =>
    (tenant.terms.priorities ?? Object.keys(model.platform.kueue.priorities)).length === 0
      ? doesNotApply('the pod has no classes')
      : byPolicy(tenant, model, 'placed'),
  'work/services': (tenant, model) => byPolicy(tenant, model, 'services'),
  'work/networks': () => configured,
  'work/ending': () => configured,
}

/** Registries that images of a tenant may come from; none: any. */
export function allowedRegistries({ terms }: TenantModel, { platform }: PodModel): readonly string[] {
  return terms.registries ?? platform.policy.registries
}

/** How what a policy on tenants' work holds stands: it may only warn, everybody or this tenant. */
export function byPolicy({ name }: TenantModel, { platform: { policy } }: PodModel, by: PolicyName): ControlStanding {
  if (policy.mode === 'audit') return doesNotHold('platform.policy.mode is audit: it warns, and refuses nothing')
  const reason = policy.exceptions[name]?.[by]
  return reason === undefined ? configured : doesNotHold(`an exception only warns it: ${reason}`)
}
