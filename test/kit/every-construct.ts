import { storageBackend } from '#catalog'
import {
  ComputeDomainsRelease,
  clusterQueue,
  cohort,
  GpuOperatorRelease,
  gpuQueueGuard,
  imagePrefetch,
  KueueRelease,
  NetworkOperatorRelease,
  namespaceGuard,
  nodeFeatureRule,
  nvidiaDriver,
  ObjectsRelease,
  type Placement,
  resourceFlavor,
  StorageClass,
  StorageDriverRelease,
  SystemNamespace,
  storageMaker,
  TenantAccess,
  TenantNamespace,
  TenantNetwork,
  TenantQueues,
  TenantRoles,
  TenantSite,
  tolerationsOf,
  topology,
  wholeGpuDeviceClass,
  workloadPriorityClass,
  workPolicies,
} from '#constructs'
import { primary, type SuperpodStack } from '#terraform'
import { fillJobControllers } from './job-controllers.ts'
import { storageBackendNames, storageSettings } from './storage-settings.ts'

/** The taint of every system. */
export const gpuTaint = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' } as const

/** Management nodes. */
export const placement: Placement = {
  nodeSelector: { 'superpod/role': 'management' },
  tolerations: tolerationsOf([{ key: 'superpod/role', value: 'management', effect: 'NoSchedule' }]),
}

/** A platform with every construct that one can have. */
export function fillPlatform(stack: SuperpodStack): void {
  const home = new SystemNamespace(stack, 'superpod-system', { name: 'superpod-system' })
  const { namespace } = new SystemNamespace(stack, 'gpu', { name: 'gpu-operator', podSecurity: 'privileged' })
  const kueue = new KueueRelease(stack, 'kueue', { version: '0.19.2', namespace: 'kueue-system', placement })
  new GpuOperatorRelease(stack, 'gpu-operator', { version: '26.3.2', namespace, placement, systemTaints: [gpuTaint] })
  new ComputeDomainsRelease(stack, 'compute-domains', {
    version: '0.4.1',
    namespace: 'nvidia-dra-driver-gpu',
    placement,
    systemTaints: [gpuTaint],
  })
  new NetworkOperatorRelease(stack, 'network-operator', { version: '26.1.2', namespace, placement })
  new TenantRoles(stack, 'tenant')
  fillJobControllers(stack, placement)
  fillStorage(stack)
  const shared = {
    name: 'shared-1',
    nodeLabels: { 'superpod/pool': 'shared' },
    taints: [gpuTaint],
    topology: 'levels-1',
  }
  new ObjectsRelease(stack, 'objects', {
    name: 'objects',
    dependsOn: [primary(home), primary(kueue)],
    objects: [
      topology('levels-1', ['superpod/rack', 'kubernetes.io/hostname']),
      resourceFlavor(shared),
      cohort({ name: 'tiny', flavor: 'shared-1', unguaranteed: { gpus: 8, cpus: 104, memoryGiB: 992 } }),
      clusterQueue({ tenant: 'ada', flavor: 'shared-1', guaranteed: { gpus: 8 }, burst: { gpus: 8 } }),
      workloadPriorityClass('high', 100_000, 'first'),
      nodeFeatureRule({ name: 'pool-shared', nodes: ['su1-r1-s1'], labels: { 'superpod/pool': 'shared' } }),
      imagePrefetch({
        name: 'torch',
        namespace: 'superpod-system',
        image: 'nvcr.io/nvidia/pytorch:26.01-py3',
        nodeSelector: { 'superpod/pool': 'shared' },
        tolerations: tolerationsOf([gpuTaint]),
      }),
      nvidiaDriver({
        name: 'superpod-main',
        nodeSelector: { 'superpod/driver': 'main' },
        version: '580.126.20',
        kernelModule: 'auto',
        tolerations: tolerationsOf([gpuTaint]),
      }),
      wholeGpuDeviceClass(),
      ...namespaceGuard(),
      ...gpuQueueGuard(),
      ...workPolicies({ registries: ['nvcr.io'], exempt: { placed: ['ada'] } }),
    ],
  })
}

/** Storage of every kind that superpod makes. */
function fillStorage(stack: SuperpodStack): void {
  const release = { placement, systemTaints: [gpuTaint] }
  for (const name of storageBackendNames) {
    const settings = storageSettings[name] as never
    const spec = storageMaker(name).classSpec?.(name, settings)
    if (spec) {
      const mountOptions = ['noatime']
      new StorageClass(stack, name, { name, spec, reclaimPolicy: 'Retain', expansion: true, mountOptions })
    }
    const { driver } = storageBackend(name)
    if (!driver) continue
    const { chart, version, namespace } = driver
    const purposes = [{ purpose: name, settings, reclaimPolicy: 'Retain' as const }]
    new StorageDriverRelease(stack, chart.name, { backend: name, version, namespace, purposes, ...release })
  }
}

/** A tenant with every construct that one can have. */
export function fillTenant(stack: SuperpodStack): void {
  const storage = { scratch: { sizeGiB: 2048 }, burst: { sizeGiB: 18_432, claims: 1 }, home: { sizeGiB: 0 } }
  const quota = { gpus: 16, cpus: 1000, memoryGiB: 2048, pods: 512, storage }
  const room = new TenantNamespace(stack, 'train', {
    name: 'ada-train',
    tenant: 'ada',
    pod: 'tiny',
    state: 'active',
    quota,
    terms: { registries: ['example.invalid'], devices: ['nvidia.com/resibp'] },
  })
  new TenantNetwork(room, 'Network', {
    namespace: room.namespace,
    egress: { registry: { cidr: '192.0.2.0/24', ports: [443, 5000] } },
  })
  new TenantSite(room, 'Site', {
    namespace: room.namespace,
    pullSecrets: ['registry-key'],
    proxy: { https: 'http://proxy.example.org:3128', noProxy: ['.svc'] },
  })
  new TenantAccess(room, 'Access', {
    namespace: room.namespace,
    groups: { admin: ['oidc:ada-leads'], member: ['oidc:ada', 'oidc:guests'], viewer: [] },
  })
  new TenantQueues(stack, 'queues', {
    tenant: 'ada',
    state: 'active',
    flavor: 'shared-1',
    cohort: 'tiny',
    guaranteed: { gpus: 8, cpus: 104, memoryGiB: 992 },
    burst: { gpus: 16, cpus: 208, memoryGiB: 1984 },
    namespaces: ['ada-train'],
    dependsOn: [primary(room)],
  })
}
