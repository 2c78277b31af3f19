import type { hostControls } from '#catalog'
import { counted } from '#core'
import type { PodModel } from '../pod-model.ts'
import { proofStanding } from '../proof.ts'
import { isReal } from '../real-target.ts'
import type { TenantModel } from '../tenant.ts'
import {
  type ControlJudge,
  configured,
  doesNotApply,
  doesNotHold,
  hostPrerequisite,
  ownsApiServer,
} from './standing.ts'

/** How controls stand that only the host can hold, and those on what is written down. */
export const hostStandings: Readonly<Record<keyof typeof hostControls, ControlJudge>> = {
  'host/gpu-hole': (tenant, model) => {
    if (!isReal(model.target)) return configured
    const settings =
      model.platform.gpuOperator.isolation === 'cdi'
        ? 'CDI with runc as default runtime, on each system'
        : 'accept-nvidia-visible-devices-envvar-when-unprivileged=false and accept-nvidia-visible-devices-as-volume-mounts=true, on each system'
    return hostPrerequisite(`${settings}${recordedProofs(tenant, model)}`)
  },
  'host/memlock': ({ rdma }, { rails }) => {
    if (!rdma || !rails) return doesNotApply('its pods get no rails')
    if (rdma.memlock === 'ipc-lock') return doesNotHold('rdma.memlock is ipc-lock: its pods may have that capability')
    return hostPrerequisite('LimitMEMLOCK=infinity for containerd and kubelet, on each system')
  },
  'host/secrets-at-rest': () =>
    hostPrerequisite('an EncryptionConfiguration, or that of the cloud; superpod writes none'),
  'records/audit': (_, model) =>
    ownsApiServer(model)
      ? configured
      : hostPrerequisite('superpod export writes audit-policy.yaml; who runs the API server puts it in place'),
}

/** Work of sensitive tenants runs where somebody has tried it, and wrote that down; of others nothing is written. */
function recordedProofs({ sensitivity, pool: name }: TenantModel, model: PodModel): string {
  const pool = model.pools.find((each) => each.name === name)
  if (sensitivity !== 'sensitive' || !pool) return ''
  const proven = pool.systems.filter((system) => proofStanding(model, system.name) === 'recorded').length
  return `; a proof is recorded for ${proven} of ${counted(pool.systems.length, 'system')}, and its work runs on no other`
}
