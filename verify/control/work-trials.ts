import type { workControls } from '#catalog'
import type { KubeObject } from '#core'
import { allowedRegistries } from '#model'
import type { Ground } from './ground.ts'
import { submitterOf } from './person.ts'
import { endedWorkTrials } from './process-trials.ts'
import { queuedTrials } from './queued-trials.ts'
import { sampleDeployment, samplePod, type WorkChanges } from './sample-work.ts'
import { nobody, refusedWork, type Trial } from './trial.ts'

/** Work of a tenant that must be refused, in words of whatever must refuse it. */
export interface WorkCase extends WorkChanges {
  readonly what: string
  /** Names of admission policies, or words of another part of the API server. */
  readonly by: readonly string[]
  /** Whether a pod, a template of pods, or both are tried. @default both */
  readonly tried?: 'pod' | 'template' | 'both'
}

const podSecurity = 'violates PodSecurity'
const contained = ['superpod-contained-work']
const either = [...contained, podSecurity]
const security = (securityContext: object): WorkChanges => ({ container: { securityContext } })
const volume = (source: object): WorkChanges => ({ spec: { volumes: [{ name: 'v', ...source }] } })
const unasked = [{ name: 'NVIDIA_VISIBLE_DEVICES', value: 'all' }]
const image = (reference: string): WorkChanges => ({ container: { image: reference } })
const digest = `@sha256:${'0'.repeat(64)}`

const podSecurityCases: readonly WorkCase[] = [
  {
    what: 'a pod that runs as root',
    by: [podSecurity],
    tried: 'pod',
    ...security({ runAsUser: 0, runAsNonRoot: false }),
  },
  {
    what: 'a pod without a seccomp profile',
    by: [podSecurity],
    tried: 'pod',
    spec: { securityContext: { runAsNonRoot: true } },
  },
]

const hostCases: readonly WorkCase[] = [
  { what: 'a hostPath volume', by: either, ...volume({ hostPath: { path: '/' } }) },
  { what: 'the network of the host', by: either, spec: { hostNetwork: true } },
  { what: 'the processes of the host', by: either, spec: { hostPID: true } },
  { what: 'the memory of the host', by: either, spec: { hostIPC: true } },
  { what: 'a port of the host', by: either, container: { ports: [{ containerPort: 80, hostPort: 80 }] } },
  { what: 'a privileged container', by: either, ...security({ privileged: true }) },
]

const backdoorCases: readonly WorkCase[] = [
  { what: 'the variable NVIDIA_VISIBLE_DEVICES', by: contained, container: { env: unasked } },
  { what: 'a CDI annotation', by: contained, metadata: { annotations: { 'cdi.k8s.io/all': 'nvidia.com/gpu=all' } } },
  {
    what: 'a mount that the runtime reads as GPUs',
    by: contained,
    spec: { volumes: [{ name: 'v', emptyDir: {} }] },
    container: { volumeMounts: [{ name: 'v', mountPath: '/var/run/nvidia-container-devices/all' }] },
  },
]

const volumeCases: readonly WorkCase[] = [
  { what: 'an inline NFS volume', by: either, ...volume({ nfs: { server: '192.0.2.1', path: '/' } }) },
  { what: 'an inline volume of a driver', by: contained, ...volume({ csi: { driver: 'nfs.csi.k8s.io' } }) },
]

const networkCases: readonly WorkCase[] = [
  {
    what: 'a network of another namespace',
    by: ['superpod-own-networks'],
    tried: 'pod',
    metadata: { annotations: { 'k8s.v1.cni.cncf.io/networks': 'kube-system/any' } },
  },
  {
    what: 'another default network',
    by: ['superpod-own-networks'],
    tried: 'pod',
    metadata: { annotations: { 'v1.multus-cni.io/default-network': 'any' } },
  },
]

const placed = ['superpod-placed-work']

/** Tries of what work may be, by control. */
export const workTrials: Readonly<Record<keyof typeof workControls, (ground: Ground) => readonly Trial[]>> = {
  'work/pod-security': (ground) => refusedCases(ground, podSecurityCases),
  'work/no-host': (ground) => refusedCases(ground, hostCases),
  'work/gpu-backdoor': (ground) => refusedCases(ground, backdoorCases),
  'work/devices': (ground) => refusedCases(ground, [deviceCase]),
  'work/queued': queuedTrials,
  'work/images': (ground) => refusedCases(ground, imageCases(ground)),
  'work/digests': (ground) => refusedCases(ground, tagCases(ground)),
  'work/priorities': (ground) =>
    refusedCases(ground, [
      { what: 'the priority of the system', by: placed, spec: { priorityClassName: 'system-cluster-critical' } },
    ]),
  'work/classes': (ground) =>
    refusedCases(ground, [
      {
        what: 'a class that nobody was granted',
        by: placed,
        metadata: { labels: { 'kueue.x-k8s.io/priority-class': 'superpod-nobody-s' } },
      },
    ]),
  'work/services': (ground) => perNamespace(ground, outerService, 'a service with addresses outside of the cluster'),
  'work/networks': (ground) => refusedCases(ground, networkCases),
  'work/ending': endedWorkTrials,
}

/** Tries of inline volumes. */
export function volumeTrials(ground: Ground): Trial[] {
  return refusedCases(ground, volumeCases)
}

const deviceCase: WorkCase = {
  what: 'a device that nobody was granted',
  by: ['superpod-granted-devices'],
  container: { resources: { limits: { 'superpod.example/device': '1' }, requests: { cpu: '1', memory: '1Gi' } } },
}

function imageCases({ model, tenant }: Ground): WorkCase[] {
  const [registry = ''] = allowedRegistries(tenant, model)
  const by = ['superpod-allowed-images']
  return [
    { what: 'an image of another registry', by, ...image(`registry.invalid/work${digest}`) },
    {
      what: 'an image whose registry only begins alike',
      by,
      ...image(`${registry.replace(/:.*|\/.*/, '')}.invalid/work${digest}`),
    },
    { what: 'an image without a registry', by, ...image(`work${digest}`) },
  ]
}

function tagCases({ model, tenant }: Ground): WorkCase[] {
  const [registry = 'registry.k8s.io'] = allowedRegistries(tenant, model)
  const by = ['superpod-allowed-images']
  return [
    { what: 'an image by its tag', by, ...image(`${registry}/pause:3.10`) },
    { what: 'an image by half a digest', by, ...image(`${registry}/pause@sha256:0`) },
  ]
}

function outerService(namespace: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'superpod-controls', namespace },
    spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.1'] },
  }
}

/** Tries of cases in each namespace of a tenant, as pods and as templates of pods. */
export function refusedCases(ground: Ground, cases: readonly WorkCase[]): Trial[] {
  const { cluster, model, tenant } = ground
  const as = submitterOf(tenant)
  if (!as) return [nobody]
  return tenant.namespaces.flatMap(({ name: namespace }) =>
    cases.flatMap(({ what, by, tried = 'both', ...changes }) => {
      const pod = samplePod(model, tenant, namespace, changes)
      const one = (object: KubeObject, said: string) => refusedWork({ cluster, as, what: said, object, by })
      return [
        ...(tried === 'template' ? [] : [one(pod, what)]),
        ...(tried === 'pod' ? [] : [one(sampleDeployment(pod), `${what}, in a Deployment`)]),
      ]
    }),
  )
}

function perNamespace({ cluster, tenant }: Ground, object: (namespace: string) => KubeObject, what: string): Trial[] {
  const as = submitterOf(tenant)
  if (!as) return [nobody]
  const by = ['superpod-inner-services']
  return tenant.namespaces.map(({ name }) => refusedWork({ cluster, as, what, object: object(name), by }))
}
