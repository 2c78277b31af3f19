import type { KubeObject } from '#core'
import type { Toleration } from './placement.ts'

/** How a changed driver gets onto systems. */
export interface DriverRolloutProps {
  /** Whether the operator does it by itself. */
  readonly autoUpgrade: boolean
  /** Systems that may be without their driver at once: a number, or a share such as `10%`. */
  readonly maxUnavailable: number | string
  /** Systems that change at once. */
  readonly maxParallel: number
  /** Whether a system is drained where evicting what uses its GPUs is not enough. */
  readonly drain: boolean
}

export interface NvidiaDriverProps {
  /** Name of the object: `superpod-main`. */
  readonly name: string
  /** Labels of its systems: no two drivers may select one system. */
  readonly nodeSelector: Readonly<Record<string, string>>
  readonly version: string
  readonly kernelModule: 'auto' | 'open' | 'proprietary'
  readonly tolerations: readonly Toleration[]
  /** Its rollout, where this version of the operator reads it here. @default the ClusterPolicy has it */
  readonly rollout?: DriverRolloutProps
}

/**
 * An NVIDIADriver: which driver the systems of one label have, as one object.
 * @see https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/gpu-driver-configuration.html
 */
export function nvidiaDriver(props: NvidiaDriverProps): KubeObject {
  const { name, nodeSelector, version, kernelModule, tolerations, rollout } = props
  return {
    apiVersion: 'nvidia.com/v1alpha1',
    kind: 'NVIDIADriver',
    metadata: { name },
    spec: {
      driverType: 'gpu',
      repository: 'nvcr.io/nvidia',
      image: 'driver',
      version,
      kernelModuleType: kernelModule,
      nodeSelector,
      tolerations,
      // `default` is required from 26.7 on, which knows `upgradePolicy` as well
      ...(rollout ? { default: false, upgradePolicy: upgradePolicy(rollout) } : {}),
    },
  }
}

/** A rollout as the operator has it, in the chart's values and in an NVIDIADriver. */
export function upgradePolicy({ autoUpgrade, maxUnavailable, maxParallel, drain }: DriverRolloutProps) {
  return { autoUpgrade, maxParallelUpgrades: maxParallel, maxUnavailable, drain: { enable: drain } }
}
