import { Construct } from 'constructs'
import { dcgmCountersCsv, gpuOperatorChart } from '#catalog'
import { contentName } from '#core'
import { chartRelease } from './chart-release.ts'
import { type DeviceReplicas, devicePluginConfigs, wholeGpuConfig } from './device-plugin-config.ts'
import { type DriverRolloutProps, upgradePolicy } from './nvidia-driver.ts'
import { type NodeTaint, type Placement, requiredAffinity, type Toleration, tolerationsOf } from './placement.ts'

export interface GpuOperatorReleaseProps {
  /** Version of the chart, without `v`. */
  readonly version: string
  readonly namespace: string
  /** Management nodes, for the controllers. */
  readonly placement: Placement
  /** Whether it brings the cluster's one Node Feature Discovery. @default true */
  readonly nodeFeatureDiscovery?: boolean
  /** Taints of all systems: its DaemonSets tolerate them. */
  readonly systemTaints: readonly NodeTaint[]
  /** How drivers get onto systems, where the operator brings driver and toolkit. @default the host has both */
  readonly managedDriver?: DriverRolloutProps
  /** Operating system of the systems: Container-Optimized OS has its driver where nothing else has. @default DGX OS, Ubuntu */
  readonly nodeImage?: 'container-optimized'
  /** How a pod gets its GPUs. @default volume-mounts */
  readonly isolation?: GpuIsolation
  /** How slices of Multi-Instance GPU are counted. @default single */
  readonly migStrategy?: 'single' | 'mixed'
  /** Ways that systems may divide their GPUs among pods, by the name that their label has. @default none */
  readonly replicas?: Readonly<Record<string, DeviceReplicas>>
  /** Whether a GPUCluster takes the place of the ClusterPolicy: from 26.7 on. @default false */
  readonly gpuCluster?: boolean
}

/**
 * How a pod gets its GPUs, so that one that asks for none sees none, whatever the environment of its image says. Either by
 * mounts, which a container runtime with `accept-nvidia-visible-devices-as-volume-mounts` reads, or by CDI.
 */
export type GpuIsolation = 'volume-mounts' | 'cdi'

/**
 * NVIDIA's GPU operator, with the cluster's one Node Feature Discovery.
 * It does not wait: one system that is out of order would fail it.
 */
export class GpuOperatorRelease extends Construct {
  constructor(scope: Construct, id: string, props: GpuOperatorReleaseProps) {
    super(scope, id)
    const { version, namespace, placement, systemTaints, nodeFeatureDiscovery = true } = props
    const { migStrategy = 'single', gpuCluster = false } = props
    const onSystems = tolerationsOf(systemTaints)
    const onManagement = { tolerations: placement.tolerations }
    chartRelease(this, 'Resource', {
      chart: gpuOperatorChart,
      version: `v${version.replace(/^v/, '')}`,
      namespace,
      wait: false,
      values: {
        ...hostValues(props.managedDriver),
        ...isolationValues(props),
        ...(props.nodeImage ? containerOptimizedValues : {}),
        mig: { strategy: migStrategy },
        dcgmExporter: exporterValues(),
        // where neither stands, as before 26.7, there is nothing but a ClusterPolicy
        ...(gpuCluster ? { clusterPolicy: { deployCR: false }, gpuCluster: { deployCR: true } } : {}),
        operator: { ...onManagement, affinity: requiredAffinity(placement.nodeSelector) },
        daemonsets: { tolerations: onSystems },
        nfd: { enabled: nodeFeatureDiscovery },
        ...(nodeFeatureDiscovery ? { 'node-feature-discovery': nodeFeatureValues(placement, onSystems) } : {}),
      },
    })
  }
}

// the drivers themselves are NVIDIADrivers, one for each kind of system
function hostValues(rollout: DriverRolloutProps | undefined) {
  if (!rollout) return { driver: { enabled: false } }
  const nvidiaDriverCRD = { enabled: true, deployDefaultCR: false }
  return { driver: { enabled: true, nvidiaDriverCRD, upgradePolicy: upgradePolicy(rollout) } }
}

function isolationValues({ managedDriver, isolation = 'volume-mounts', replicas = {} }: GpuOperatorReleaseProps) {
  const byMounts = isolation === 'volume-mounts'
  const strategy = byMounts ? 'volume-mounts' : 'cdi-cri'
  return {
    toolkit: {
      enabled: managedDriver !== undefined,
      ...(managedDriver && byMounts ? { env: variables(mountsOnly) } : {}),
    },
    // with CDI the operator's toolkit leaves runc the default runtime, which reads no mounts
    cdi: { enabled: !(managedDriver && byMounts) },
    devicePlugin: { env: variables({ DEVICE_LIST_STRATEGY: strategy }), ...pluginConfig(replicas) },
  }
}

/** Settings of a container toolkit that gives GPUs by mounts alone. */
const mountsOnly = {
  ACCEPT_NVIDIA_VISIBLE_DEVICES_ENVVAR_WHEN_UNPRIVILEGED: 'false',
  ACCEPT_NVIDIA_VISIBLE_DEVICES_AS_VOLUME_MOUNTS: 'true',
}

// the operator does not look into its ConfigMaps: a new name is what rolls its DaemonSets
function pluginConfig(replicas: Readonly<Record<string, DeviceReplicas>>) {
  if (Object.keys(replicas).length === 0) return {}
  const data = devicePluginConfigs(replicas)
  return { config: { create: true, name: contentName('device-plugin', data), default: wholeGpuConfig, data } }
}

// who scrapes it has a monitor that keeps the labels of whose a GPU is; rules join queues and tenants to them
function exporterValues() {
  const data = dcgmCountersCsv()
  return {
    config: { create: true, name: contentName('dcgm-counters', data), data },
    serviceMonitor: { enabled: false },
  }
}

/** Where Container-Optimized OS lets anything be written, and how its containerd is told of a runtime. */
const containerOptimizedValues = {
  hostPaths: { driverInstallDir: '/home/kubernetes/bin/nvidia' },
  toolkit: {
    enabled: true,
    installDir: '/home/kubernetes/bin/nvidia',
    env: variables({ RUNTIME_CONFIG_SOURCE: 'file' }),
  },
  cdi: { enabled: true },
}

function variables(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([name, value]) => ({ name, value }))
}

function nodeFeatureValues(placement: Placement, onSystems: readonly Toleration[]) {
  return {
    // taints of systems come from NodeFeatureRules, which the chart leaves off
    master: { ...placement, enableTaints: true },
    gc: placement,
    worker: { tolerations: [...onSystems, ...placement.tolerations] },
  }
}
