import { gpuClusterNeeds } from '#catalog'
import { type Finding, isAtLeast, wordList } from '#core'
import { hasComputeDomains, sharesNvlink } from '../compute-domains.ts'
import { driverGroups, isCanary } from '../gpu-driver.ts'
import type { PodModel } from '../pod-model.ts'
import { unknownPool } from './gpu-sharing.ts'

const area = 'platform.gpuOperator'

/** Settings of the GPU operator that cannot be together, and what the hosts must have that nothing here sets. */
export function gpuOperatorFindings(model: PodModel): Finding[] {
  return [
    ...gpuCluster(model),
    ...driver(model),
    ...computeDomains(model),
    ...external(model),
    ...(model.target.kind === 'kubeconfig' ? hostPrerequisites(model) : []),
  ]
}

function gpuCluster(model: PodModel): Finding[] {
  const { clusterPolicy, gpuCluster: isOn } = model.platform.gpuOperator
  if (isOn === clusterPolicy) {
    return [
      {
        code: isOn ? 'platform/gpu-cluster-beside-policy' : 'platform/gpu-cluster-nor-policy',
        severity: 'error',
        path: `${area}.gpuCluster`,
        message: isOn
          ? 'gpuCluster and clusterPolicy are both on, but a cluster has one of them (GPUOP-DOC)'
          : 'gpuCluster and clusterPolicy are both off, but nothing else gives GPUs to pods (GPUOP-DOC)',
        remedy: 'keep clusterPolicy: true and gpuCluster: false, unless the cluster is new and its users know DRA',
      },
    ]
  }
  return isOn ? gpuClusterNeedsMet(model) : []
}

function gpuClusterNeedsMet({ platform: { gpuOperator, kubernetes } }: PodModel): Finding[] {
  const needs = gpuClusterNeeds.value
  const lacking = [
    ...below('gpu-operator', gpuOperator.version, needs.gpuOperator),
    ...below('Kubernetes', kubernetes, needs.kubernetes),
    ...below('Kubernetes', kubernetes, needs.kubernetesForGpuRequests, ' for pods that ask for nvidia.com/gpu'),
    ...(gpuOperator.driver?.version ? below('driver', gpuOperator.driver.version, needs.driver) : []),
    ...(Object.keys(gpuOperator.sharing).length > 0 ? ['sharing is set, which a ClusterPolicy would do'] : []),
    ...(gpuOperator.isolation === 'cdi' ? [] : [`isolation is ${gpuOperator.isolation}, but DRA needs cdi`]),
  ]
  return lacking.map((what) => ({
    code: 'platform/gpu-cluster-unsupported',
    severity: 'error',
    path: `${area}.gpuCluster`,
    message: `gpuCluster is on, but ${what} (GPUOP-DOC)`,
    remedy: 'write gpuCluster: false and clusterPolicy: true, or give it what it needs',
  }))
}

function below(what: string, version: string, least: string, why = ''): string[] {
  return isAtLeast(version, least) ? [] : [`${what} is ${version}, and must be ${least} at least${why}`]
}

function driver(model: PodModel): Finding[] {
  const { mode, driver: written } = model.platform.gpuOperator
  if (mode === 'dgx-os') {
    if (!written) return []
    return [
      {
        code: 'platform/driver-of-host',
        severity: 'error',
        path: `${area}.driver`,
        message: 'driver is set, but in mode dgx-os the driver is part of the host, and the operator leaves it alone',
        remedy: 'remove driver, or write mode: managed for hosts without a driver',
      },
    ]
  }
  return [...driverVersion(model), ...driverPools(model), ...canaryPlace(model)]
}

function driverVersion(model: PodModel): Finding[] {
  if (driverGroups(model).every(({ version }) => version !== undefined)) return []
  return [
    {
      code: 'platform/driver-version-open',
      severity: 'error',
      path: `${area}.driver.version`,
      message: `no driver is named, but which one gpu-operator ${model.platform.gpuOperator.version} brings is not recorded`,
      remedy: 'write driver.version',
    },
  ]
}

function driverPools(model: PodModel): Finding[] {
  const named = Object.keys(model.platform.gpuOperator.driver?.pools ?? {})
  return named.flatMap((pool) => unknownPool(model, `${area}.driver.pools.${pool}`, pool))
}

function canaryPlace(model: PodModel): Finding[] {
  const canary = model.platform.gpuOperator.driver?.rollout.canary
  const isThere = ({ place }: { place: string }) =>
    model.pools.some((pool) => pool.systems.some((system) => isCanary(system, pool, place)))
  if (!canary || isThere(canary)) return []
  return [
    {
      code: 'platform/canary-unknown',
      severity: 'error',
      path: `${area}.driver.rollout.canary.place`,
      message: `found ${canary.place}, but no system, rack, scalable unit or pool with systems is called so`,
      remedy: `take a name that \`superpod show ${model.name} systems\` lists`,
    },
  ]
}

function computeDomains(model: PodModel): Finding[] {
  const { computeDomains: written, owner } = model.platform.gpuOperator
  const path = `${area}.computeDomains.enabled`
  const title = model.generation.title
  if (written.enabled && !sharesNvlink(model)) {
    return [
      {
        code: 'platform/compute-domains-useless',
        severity: 'warning',
        path,
        message: `computeDomains is on, but no two systems of ${title} share an NVLink domain`,
        remedy: 'remove it',
      },
    ]
  }
  const isLacking = owner === 'superpod' && sharesNvlink(model) && written.enabled === false
  if (!isLacking || model.platform.gpuOperator.gpuCluster) return []
  return [
    {
      code: 'platform/compute-domains-missing',
      severity: 'warning',
      path,
      message: `computeDomains is off, but without it no pods of two systems of ${title} reach each other over NVLink (GPUOP-DOC)`,
      remedy: 'remove it, unless somebody else installs them',
    },
  ]
}

function external({ platform: { gpuOperator } }: PodModel): Finding[] {
  if (gpuOperator.owner === 'superpod') return []
  const strategy = Object.values(gpuOperator.sharing).find(({ mig }) => mig)?.mig?.strategy
  const unread = [
    ...(gpuOperator.driver ? ['driver'] : []),
    ...(gpuOperator.gpuCluster ? ['gpuCluster'] : []),
    ...(strategy === undefined ? [] : [`mig.strategy ${strategy}`]),
    ...(Object.values(gpuOperator.sharing).some(({ timeSlicing, mps }) => timeSlicing || mps)
      ? ["the device plugin's settings of timeSlicing and mps"]
      : []),
  ]
  if (unread.length === 0) return []
  return [
    {
      code: 'platform/gpu-operator-external',
      severity: 'warning',
      path: `${area}.owner`,
      message: `the owner of gpuOperator is external, so superpod labels systems and derives quotas, but nobody here writes ${wordList(unread, 'and')}`,
      remedy: 'have its owner set the same, or write owner: superpod',
    },
  ]
}

/** What a host must have beside what the operator sets; nothing here can see it. */
function hostPrerequisites(model: PodModel): Finding[] {
  const { mode, isolation, owner } = model.platform.gpuOperator
  const byMounts = [
    'accept-nvidia-visible-devices-envvar-when-unprivileged = false',
    'accept-nvidia-visible-devices-as-volume-mounts = true',
  ]
  const needs = [
    ...(mode === 'dgx-os'
      ? isolation === 'cdi'
        ? ['runc as default runtime of containerd, with CDI']
        : byMounts
      : []),
    ...(owner === 'external'
      ? [`DEVICE_LIST_STRATEGY=${isolation === 'cdi' ? 'cdi-cri' : isolation} of its device plugin`]
      : []),
  ]
  return [
    ...notVerified(
      'isolation',
      needs,
      `pods that ask for GPUs may get none, and others see all ${model.generation.gpu.count}`,
    ),
    ...(hasComputeDomains(model) && mode === 'dgx-os'
      ? notVerified(
          'computeDomains',
          ['nvidia-imex installed', 'its own service masked'],
          'ComputeDomains do not start',
        )
      : []),
  ]
}

function notVerified(field: string, needs: readonly string[], so: string): Finding[] {
  if (needs.length === 0) return []
  return [
    {
      code: 'platform/host-not-verified',
      severity: 'info',
      path: `${area}.${field}`,
      message: `not verified on any host: ${wordList(needs, 'and')}; without it ${so}`,
      remedy: 'set it in the image of the systems, and look at one after each new image (docs/gpu-operator.md)',
    },
  ]
}
