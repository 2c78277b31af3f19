import type { hostControls } from '#catalog'
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
  'host/gpu-hole': (_, { target, platform }) => {
    if (target.kind !== 'kubeconfig') return configured
    const { isolation } = platform.gpuOperator
    return hostPrerequisite(
      isolation === 'cdi'
        ? 'CDI with runc as default runtime, on each system'
        : 'accept-nvidia-visible-devices-envvar-when-unprivileged=false and accept-nvidia-visible-devices-as-volume-mounts=true, on each system',
    )
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
