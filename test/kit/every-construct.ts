import { storageBackend } from '#catalog'
import {
  breakGlassGuard,
  ComputeDomainsRelease,
  clusterQueue,
  cohort,
  endedWork,
  expiryGuard,
  FakeGpuOperatorRelease,
  GpuOperatorRelease,
  gpuQueueGuard,
  imagePrefetch,
  ipcLockGuard,
  KueueRelease,
  kwokNode,
  kwokObjects,
  NetworkOperatorRelease,
  namespaceGuard,
  nicClusterPolicy,
  nodeFeatureRule,
  nvidiaDriver,
  ObjectsRelease,
  ownNetworksGuard,
  type Placement,
  PrometheusRelease,
  type PrometheusReleaseProps,
  platformDashboards,
  platformRules,
  railAddresses,
  railPolicy,
  railRollout,
  resourceFlavor,
  StorageClass,
  StorageDriverRelease,
  SystemNamespace,
  sensitiveSystemsRecord,
  serviceMonitors,
  storageMaker,
  TenantRoles,
  tokenSecrets,
  tolerationsOf,
  topology,
  wholeGpuDeviceClass,
  workloadPriorityClass,
  workPolicies,
} from '#constructs'
import type { KubeObject } from '#core'
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

/** Prometheus with all that it can be given. */
const wholeObservability: PrometheusReleaseProps = {
  version: '88.5.3',
  namespace: 'monitoring',
  placement,
  pod: 'tiny',
  retentionDays: 400,
  storage: { sizeGiB: 2000, class: 'metrics' },
  remoteStores: {
    archive: {
      url: 'https://metrics.example.org/api/v1/write',
      auth: { kind: 'basic', secret: 'archive', userKey: 'user', passwordKey: 'password' },
    },
    vendor: { url: 'https://vendor.example.com/write', auth: { kind: 'bearer', secret: 'vendor', tokenKey: 'token' } },
  },
  receivers: {
    'on-call': { kind: 'pagerduty', secret: 'alerting', key: 'routing-key', severities: ['critical'] },
    chat: { kind: 'slack', secret: 'alerting', key: 'slack', severities: ['critical', 'warning'] },
    desk: { kind: 'webhook', secret: 'desk', key: 'url', severities: ['critical'] },
  },
  grafana: { adminSecret: 'grafana-admin' },
  controlPlane: true,
}

/** Objects that the Prometheus operator reads. */
export const observabilityObjects = [
  ...platformRules({ namespace: 'monitoring', gpusPerSystem: 8, runbooks: 'docs/alerts.md' }),
  ...platformDashboards({ namespace: 'monitoring' }),
  ...serviceMonitors({ namespace: 'monitoring', kueueNamespace: 'kueue-system', gpuNamespace: 'gpu-operator' }),
]

const simulatedNode = kwokNode({
  name: 'su1-r1-s1',
  labels: { 'superpod/pool': 'shared' },
  taints: [gpuTaint],
  capacity: { cpu: '224', memory: '2Ti', pods: '110', 'nvidia.com/gpu': '8' },
  allocatable: { cpu: '208', memory: '1984Gi', pods: '110', 'nvidia.com/gpu': '8' },
})

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
  new FakeGpuOperatorRelease(stack, 'fake-gpu-operator', { version: '0.2.0', namespace, gpus: 8 })
  new NetworkOperatorRelease(stack, 'network-operator', {
    version: '26.1.2',
    namespace,
    placement,
    firmwareReset: true,
  })
  new ObjectsRelease(stack, 'rails', { name: 'rails', objects: railObjects() })
  new PrometheusRelease(stack, 'kube-prometheus-stack', wholeObservability)
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
      ...kwokObjects({
        namespace: 'superpod-system',
        placement,
        image: 'registry.k8s.io/kwok/kwok:v0.8.0',
        stages: [],
      }),
      simulatedNode,
      sensitiveSystemsRecord({ 'owner.su1-r1-s1': 'ada' }),
      ...namespaceGuard(),
      ...gpuQueueGuard(),
      ...workPolicies({ registries: ['nvcr.io'], exempt: { placed: ['ada'] } }),
      ...ownNetworksGuard(['nvidia-network-operator']),
      ...ipcLockGuard(),
      ...expiryGuard(),
      ...breakGlassGuard(),
      ...endedWork(),
      ...tokenSecrets(),
      ...observabilityObjects,
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

/** Everything that a platform has for one rail. */
export function railObjects(namespace = 'nvidia-network-operator'): KubeObject[] {
  const nodes = [{ key: 'superpod/rack', operator: 'Exists' }] as const
  return [
    nicClusterPolicy({
      version: '26.1.2',
      placement,
      systemLabel: 'superpod/rack',
      systemTaints: [gpuTaint],
      ufm: { secret: 'ufm', guids: { first: '02:00:00:00:00:00:00:00', last: '02:ff:ff:ff:ff:ff:ff:ff' } },
    }),
    railRollout({ name: 'canary', namespace, nodes, maxUnavailable: 1 }),
    railPolicy({
      name: 'rail0',
      namespace,
      netdev: 'ibp24s0',
      resource: 'resibp24s0',
      virtualFunctions: 8,
      mtu: 4000,
    }),
    railAddresses({
      name: 'rail0',
      namespace,
      subnet: '10.160.0.0/16',
      blockSize: 16,
      kept: { first: '10.160.0.1', last: '10.160.0.64' },
      ownPlaces: [7, 15],
      nodes,
    }),
  ]
}
