import type { shareControls } from '#catalog'
import type { PodModel } from '../pod-model.ts'
import { sharedPool } from '../pool.ts'
import { isCloud } from '../real-target.ts'
import type { TenantModel } from '../tenant.ts'
import {
  type ControlJudge,
  type ControlStanding,
  configured,
  doesNotApply,
  doesNotHold,
  hostPrerequisite,
} from './standing.ts'
import { byPolicy } from './work.ts'

const shared = 'it has no systems of its own: they are shared with other tenants'

/** How controls on where work runs, how much and until when stand. */
export const shareStandings: Readonly<Record<keyof typeof shareControls, ControlJudge>> = {
  'placement/own-systems': (tenant, model) =>
    tenant.pool === sharedPool ? doesNotHold(shared) : againstOthers(tenant, model),
  'placement/scheduler': (tenant, model) => byPolicy(tenant, model, 'placed'),
  'placement/whole-systems': (tenant, model) =>
    tenant.terms.wholeSystemGpus === undefined
      ? doesNotHold('its work may take parts of systems')
      : byPolicy(tenant, model, 'devices'),
  'placement/registers-tainted': ({ pool }, { target }) => {
    if (pool === sharedPool) return doesNotApply('its systems have no taint of their own')
    // the cloud makes a node with the taint of its pool
    if (isCloud(target)) return configured
    if (target.kind !== 'kubeconfig') return doesNotApply(`no kubelet of a system registers on ${target.kind}`)
    return hostPrerequisite(`registerWithTaints superpod/pool=${pool}:NoSchedule in the kubelet of each of its systems`)
  },
  'queues/apart': ({ cohort, gpus }) => {
    if (cohort !== undefined) return doesNotHold(`its queue is in cohort ${cohort}, to borrow and to lend`)
    if (gpus.burst !== gpus.guaranteed) return doesNotHold(`burst is ${gpus.burst}, guaranteed ${gpus.guaranteed}`)
    return configured
  },
  'queues/quota': () => configured,
  'queues/expiry': expiry,
  'queues/expiry-account': (tenant) => {
    const { standing, why = '' } = expiry(tenant)
    return standing === 'configured' ? configured : doesNotApply(why)
  },
}

// whoever is only warned about tolerations may tolerate those of this tenant's systems too
function againstOthers(tenant: TenantModel, model: PodModel): ControlStanding {
  const excepted = model.tenants
    .filter(({ name }) => name !== tenant.name && model.platform.policy.exceptions[name]?.placed !== undefined)
    .map(({ name }) => name)
  if (excepted.length > 0) return doesNotHold(`superpod-placed-work only warns ${excepted.join(', ')}`)
  return byPolicy(tenant, model, 'placed')
}

function expiry({ expires, state }: TenantModel): ControlStanding {
  if (state === 'retired') return doesNotHold('it is retired: its queue is drained already')
  return expires === undefined ? doesNotHold('its file says no day') : configured
}
