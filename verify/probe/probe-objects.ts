import type { KubeObject } from '#core'
import { gpuResource, type PodModel, railResources } from '#model'
import { probeNamespace } from './candidates.ts'

/** Name of everything that a run of probes has one of: queue, flavor, priority class. */
export const probeQueue = 'superpod-probe'

/** Annotation of the namespace of probes: until when its run may last, at the longest. */
export const untilKey = 'superpod/probe-until'

/** A pair of keys by which the pods of one all-reduce start each other's part; it lives as long as the run. */
export interface ProbeKey {
  /** PEM. */
  readonly privateKey: string
  /** One line of `authorized_keys`. */
  readonly publicKey: string
}

/** What a run of probes is bounded by. */
export interface ProbeRoom {
  readonly model: PodModel
  /** Systems that its jobs may have at once. */
  readonly systems: number
  /** Moment at which it is over at the latest: `2027-01-31T12:00:00Z`. */
  readonly until: string
  /** Networks of the rails, in the namespace of probes. @default none: an all-reduce goes by the pods' own network */
  readonly rails: readonly KubeObject[]
  /** Key of an all-reduce. @default there is none */
  readonly key?: ProbeKey | undefined
}

const kueue = 'kueue.x-k8s.io/v1beta2'
const tenantKey = 'superpod/tenant'

/** The namespace of probes. Kueue manages it by the label of tenants, and no tenant may be called so. */
export function probeRoom({ model, until }: Pick<ProbeRoom, 'model' | 'until'>): KubeObject {
  const { images } = model.platform.verify.probe
  const registries = [...new Set(Object.values(images).map((image) => image.slice(0, image.lastIndexOf('/'))))].sort()
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: probeNamespace,
      labels: {
        [tenantKey]: probeQueue,
        'pod-security.kubernetes.io/enforce': 'baseline',
        'pod-security.kubernetes.io/warn': 'baseline',
      },
      annotations: {
        [untilKey]: until,
        // the terms that its work is held to, as those of a tenant
        'superpod/priorities': probeQueue,
        'superpod/registries': registries.join(','),
        'superpod/image-digests': 'required',
        'superpod/service-account-tokens': 'refused',
        ...(model.rails ? { 'superpod/devices': railResources(model.generation).join(',') } : {}),
      },
    },
  }
}

/** What stands in and beside the namespace of probes while they run: an account without rights, and a queue of their own. */
export function probeObjects({ model, systems, rails, key }: ProbeRoom): KubeObject[] {
  const namespace = probeNamespace
  return [
    {
      ...{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'probe', namespace } },
      automountServiceAccountToken: false,
    },
    closedNetwork(),
    {
      apiVersion: kueue,
      kind: 'WorkloadPriorityClass',
      metadata: { name: probeQueue },
      value: -1_000_000,
      description: 'behind everybody: probes of superpod verify',
    },
    { apiVersion: kueue, kind: 'ResourceFlavor', metadata: { name: probeQueue }, spec: { tolerations } },
    clusterQueue(model, systems),
    {
      apiVersion: kueue,
      kind: 'LocalQueue',
      metadata: { name: 'default', namespace },
      spec: { clusterQueue: probeQueue },
    },
    ...(key ? [keySecret(key), headlessService()] : []),
    ...rails,
  ]
}

/** Whatever keeps work off a system: pools, states, a proof that lacks, a cordon. Kueue writes them, and nobody else may. */
const tolerations = [
  ...['nvidia.com/gpu', 'superpod/pool', 'superpod/state', 'superpod/unproven', 'node.kubernetes.io/unschedulable'],
].map((key) => ({ key, operator: 'Exists', effect: 'NoSchedule' }))

/** In no cohort: it borrows nothing and lends nothing; and it evicts nobody. */
function clusterQueue({ generation, rails }: PodModel, systems: number): KubeObject {
  const devices = [gpuResource, ...(rails ? railResources(generation) : [])]
  const amounts: Record<string, string> = {
    cpu: `${systems * jobCpus}`,
    memory: `${systems * jobMemoryGiB}Gi`,
    ...Object.fromEntries(
      devices.map((name) => [name, `${systems * (name === gpuResource ? generation.gpu.count : 1)}`]),
    ),
  }
  const resources = Object.entries(amounts).map(([name, nominalQuota]) => ({ name, nominalQuota }))
  return {
    apiVersion: kueue,
    kind: 'ClusterQueue',
    metadata: { name: probeQueue },
    spec: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': probeNamespace } },
      queueingStrategy: 'BestEffortFIFO',
      preemption: { reclaimWithinCohort: 'Never', withinClusterQueue: 'Never' },
      resourceGroups: [{ coveredResources: Object.keys(amounts), flavors: [{ name: probeQueue, resources }] }],
    },
  }
}

/** CPUs that a probe asks for on one system. */
export const jobCpus = 16

/** Memory that a probe asks for on one system, in GiB. */
export const jobMemoryGiB = 64

/** Probes talk among themselves, and to the cluster's own names. */
function closedNetwork(): KubeObject {
  const among = [{ podSelector: {} }]
  const names = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }
  const ports = ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 }))
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'probes-only', namespace: probeNamespace },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: among }],
      egress: [{ to: among }, { to: [names], ports }],
    },
  }
}

function keySecret({ privateKey, publicKey }: ProbeKey): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'all-reduce', namespace: probeNamespace },
    type: 'Opaque',
    stringData: { key: privateKey, 'key.pub': publicKey },
  }
}

// a name for each pod, ready or not: the first one looks for the others by it
function headlessService(): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'all-reduce', namespace: probeNamespace },
    spec: { clusterIP: 'None', publishNotReadyAddresses: true, selector: { 'superpod/probe': 'all-reduce' } },
  }
}
