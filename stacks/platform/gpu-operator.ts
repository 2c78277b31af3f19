import {
  ComputeDomainsRelease,
  type DeviceReplicas,
  GpuOperatorRelease,
  nvidiaDriver,
  ObjectsRelease,
  tolerationsOf,
  wholeGpuDeviceClass,
} from '#constructs'
import { isAtLeast, type KubeObject } from '#core'
import {
  devicePluginConfig,
  driverGroups,
  driverLabel,
  hasComputeDomains,
  type PodModel,
  type PoolSharing,
  systemTaints,
} from '#model'
import { type ITerraformDependable, primary } from '#terraform'
import type { PlatformParts } from './platform-parts.ts'

/** First version of the operator that reads the rollout of a driver in the driver's own object. */
const rolloutInDriver = '26.7.0'

/**
 * The GPU operator, where superpod installs it, its drivers, and ComputeDomains where systems share NVLink.
 * @returns what whoever needs Node Feature Discovery, which it brings, depends on; empty where somebody else brings it
 */
export function addGpuOperator(parts: PlatformParts): ITerraformDependable[] {
  const { stack, model, placement, namespace } = parts
  const { gpuOperator, nodeFeatureDiscovery } = model.platform
  const managed = gpuOperator.mode === 'managed'
  const release =
    gpuOperator.owner === 'superpod'
      ? new GpuOperatorRelease(stack, 'gpu-operator', {
          version: gpuOperator.version,
          namespace: namespace('gpu-operator', 'privileged'),
          placement,
          nodeFeatureDiscovery: nodeFeatureDiscovery.owner === 'superpod',
          systemTaints: systemTaints(model),
          ...(managed ? { managedDriver: rollout(model) } : {}),
          ...(model.target.kind === 'gke' ? { nodeImage: 'container-optimized' as const } : {}),
          isolation: gpuOperator.isolation,
          migStrategy: migStrategy(model),
          replicas: replicas(gpuOperator.sharing),
          gpuCluster: gpuOperator.gpuCluster,
        })
      : undefined
  const dependsOn = release ? [primary(release)] : []
  if (release) addObjects(parts, dependsOn)
  if (release && model.target.kind === 'gke') addPriorityQuota(parts)
  if (hasComputeDomains(model)) {
    new ComputeDomainsRelease(stack, 'compute-domains', {
      version: gpuOperator.computeDomains.version,
      namespace: namespace('nvidia-dra-driver-gpu', 'privileged'),
      placement,
      systemTaints: systemTaints(model),
      managedDriver: managed,
      dependsOn,
    })
  }
  return dependsOn
}

// what its controller makes into drivers and devices: gone before the controller goes
function addObjects({ stack, model, home }: PlatformParts, dependsOn: readonly ITerraformDependable[]): void {
  const objects = [...drivers(model), ...(model.platform.gpuOperator.gpuCluster ? [wholeGpuDeviceClass()] : [])]
  if (objects.length > 0) {
    new ObjectsRelease(stack, 'gpu-objects', { name: 'gpu-objects', namespace: home, objects, dependsOn })
  }
}

// GKE lets pods of these priorities into no namespace whose quota does not name them
function addPriorityQuota({ stack, home }: PlatformParts): void {
  const quota: KubeObject = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'system-priorities', namespace: 'gpu-operator' },
    spec: {
      hard: { pods: '10k' },
      scopeSelector: {
        matchExpressions: [
          {
            operator: 'In',
            scopeName: 'PriorityClass',
            values: ['system-node-critical', 'system-cluster-critical'],
          },
        ],
      },
    },
  }
  new ObjectsRelease(stack, 'gpu-priorities', { name: 'gpu-priorities', namespace: home, objects: [quota] })
}

function drivers(model: PodModel): KubeObject[] {
  const tolerations = tolerationsOf(systemTaints(model))
  const hasRollout = isAtLeast(model.platform.gpuOperator.version, rolloutInDriver)
  return driverGroups(model).map(({ name, version, kernelModule }) => {
    if (version === undefined) throw new Error(`the driver of ${name} has no version`)
    return nvidiaDriver({
      name: `superpod-${name}`,
      nodeSelector: { [driverLabel]: name },
      version,
      kernelModule,
      tolerations,
      ...(hasRollout ? { rollout: rollout(model) } : {}),
    })
  })
}

// what config leaves out is what its schema has where nothing of it is written: no rollout by itself, one at a time
function rollout({ platform: { gpuOperator } }: PodModel) {
  const { autoUpgrade = false, maxUnavailable = 1, maxParallel = 1, drain = false } = gpuOperator.driver?.rollout ?? {}
  return { autoUpgrade, maxUnavailable, maxParallel, drain }
}

/** One strategy holds for the whole cluster: findings say so where pools differ. */
function migStrategy({ platform: { gpuOperator } }: PodModel) {
  const all = Object.values(gpuOperator.sharing).flatMap(({ mig }) => mig ?? [])
  return all.some(({ strategy }) => strategy === 'mixed') ? 'mixed' : 'single'
}

function replicas(sharing: Readonly<Record<string, PoolSharing>>): Record<string, DeviceReplicas> {
  return Object.fromEntries(
    Object.values(sharing).flatMap((pool): [string, DeviceReplicas][] => {
      const name = devicePluginConfig(pool)
      if (name === undefined) return []
      if (pool.mps) return [[name, { kind: 'mps', replicas: pool.mps.replicas }]]
      return pool.timeSlicing ? [[name, { kind: 'time-slicing', replicas: pool.timeSlicing.replicas }]] : []
    }),
  )
}
