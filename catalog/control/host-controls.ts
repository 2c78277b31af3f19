import type { Control } from './control.ts'

/** Controls that only the host can hold, and on what is written down. */
export const hostControls = {
  'host/gpu-hole': {
    title: 'a container whose image sets NVIDIA_VISIBLE_DEVICES sees no GPU that it did not ask for',
    heldBy: 'settings of the host’s container toolkit together with the device plugin’s, or CDI',
    open: 'only a container on each system can tell',
    iso: ['A.8.3', 'A.8.9', 'A.8.12'],
    nsa: ['pod/environments'],
  },
  'host/memlock': {
    title: 'RDMA works without a capability beyond `restricted`',
    heldBy: 'LimitMEMLOCK=infinity of containerd and kubelet',
    open: 'a setting of the host that the API does not tell',
    iso: ['A.8.9'],
    nsa: ['pod/enforcement'],
  },
  'host/secrets-at-rest': {
    title: 'Secrets are encrypted where the API server keeps them',
    heldBy: 'EncryptionConfiguration of the API server',
    open: 'the API shows Secrets as they are, however they are kept',
    iso: ['A.8.24'],
    nsa: ['network/encryption', 'network/secrets'],
  },
  'records/audit': {
    title: 'who did what in its namespaces is written down; of a sensitive tenant every request',
    heldBy: 'audit policy of the API server',
    open: 'that records arrive, and cannot be altered, is not tried',
    iso: ['A.5.28', 'A.5.33', 'A.8.15', 'A.8.16'],
    nsa: ['records/logging', 'records/audit'],
  },
} as const satisfies Readonly<Record<string, Control>>
