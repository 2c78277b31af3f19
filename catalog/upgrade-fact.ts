import type { Source } from './source.ts'
import type { VersionedPart } from './version-matrix.ts'

/** What an upgrade of one part does, in sentences for the person who plans it. */
export interface UpgradeFact {
  /** Where its CRDs are, and what brings them to the new version. */
  readonly crds: string
  /** What is drained, restarted or rebooted. */
  readonly drains: string
  /** What a tenant notices. */
  readonly notices: string
  /** What cannot be taken back. */
  readonly noWayBack: string
  /** Whether superpod applies it where it is the owner; else whoever owns the cluster or the host does. */
  readonly applied: boolean
  /** D where it is our reading of charts and documents, which say it in no one place. */
  readonly source: Source
}

/** What an upgrade does, by part. */
export const upgradeFacts: Readonly<Record<VersionedPart, UpgradeFact>> = {
  gpuOperator: {
    crds: "in crds/, which Helm never upgrades: a hook Job of the chart applies them before anything else, with the new operator's image (operator.upgradeCRD)",
    drains:
      "nothing where driver and toolkit are the host's; its DaemonSets restart one system at a time. Where the operator manages the driver, GPU pods of a system leave it before its driver is reloaded",
    notices:
      'running work keeps its GPUs; new work on a system waits until its device plugin is back, and its metrics have a gap',
    noWayBack:
      'CRDs stay at the new version. From one major to the next only, and GPUCluster never replaces ClusterPolicy in place',
    applied: true,
    source: { key: 'GPUOP-DOC', grade: 'D' },
  },
  networkOperator: {
    crds: 'in crds/, which Helm never upgrades: a hook Job of the chart applies them before anything else (upgradeCRDs); IPPool and CIDRPool are applied by the operator itself',
    drains:
      'the release restarts controllers only. Images inside NicClusterPolicy follow with the same apply, since Helm does not raise them; a changed SR-IOV policy drains systems and may reboot them',
    notices:
      'running work keeps its rails; new work that asks for rails waits until the device plugin of its system is back',
    noWayBack: 'CRDs stay at the new version; an older operator is not documented with them',
    applied: true,
    source: { key: 'NETOP', grade: 'D' },
  },
  kueue: {
    crds: 'in templates/: helm upgrade applies them with the release. To uninstall it would take every queue along: it is only ever upgraded',
    drains: 'nothing: admitted work runs on',
    notices:
      "while its webhook restarts, creating a Job in a tenant's namespace fails or waits; nothing new is admitted for that time",
    noWayBack: 'objects are stored in the new API version; read its release notes for defaults that changed',
    applied: true,
    source: { key: 'KUEUE', grade: 'D' },
  },
  kubernetes: {
    crds: 'none',
    drains:
      'the control plane first, then every node in turn: each system is drained, so its work must be checkpointed or requeued',
    notices: 'jobs on a system that is drained are ended and queued again; the API is away for seconds at a time',
    noWayBack:
      'a control plane is never taken back to an older minor: restore etcd from a snapshot instead. One minor at a time',
    applied: false,
    source: { key: 'K8S', grade: 'K' },
  },
  driver: {
    crds: 'none',
    drains:
      "on DGX OS the driver is part of the host's image: each system is drained and booted anew, by whoever owns the host",
    notices: 'jobs on a system that is drained are ended and queued again',
    noWayBack: 'boot the image of before',
    applied: false,
    source: { key: 'GPUOP-DOC', grade: 'K' },
  },
}

/** Majors of the GPU operator in their order: an upgrade goes from one to the next. */
export const gpuOperatorMajors: readonly string[] = ['25.10', '26.3', '26.7']
