import { podSpec } from './gpu-work.ts'
import type { Template } from './work-kinds.ts'

/** Work of a tenant, and which policy refuses it. */
export interface WorkCase {
  readonly what: string
  readonly namespace: string
  readonly template: Template
  /** Policy that refuses it, without `superpod-`. @default none: it is accepted */
  readonly refusedBy?: string
}

/** Namespaces of the cases: their tenants differ in their terms. */
export const rooms = { plain: 'ada-train', railed: 'grace-train', strict: 'health-train' } as const

/** An image that every tenant may run. */
const digest = `registry.example.org/health/work@sha256:${'0'.repeat(64)}`

interface Changes {
  readonly spec?: Readonly<Record<string, unknown>>
  readonly container?: Readonly<Record<string, unknown>>
  readonly annotations?: Readonly<Record<string, string>>
  /** Class by which Kueue admits it. */
  readonly priority?: string
  readonly gpus?: number
}

/** A template of one container, changed. */
export function template({ spec, container, annotations, priority, gpus = 8 }: Changes = {}): Template {
  const base = podSpec('Never', gpus)
  const containers = base.containers.map((each) => ({ ...each, image: digest, ...container }))
  const labels = priority === undefined ? undefined : { 'kueue.x-k8s.io/priority-class': priority }
  const metadata = { ...(annotations && { annotations }), ...(labels && { labels }) }
  return { ...(Object.keys(metadata).length > 0 && { metadata }), spec: { ...base, containers, ...spec } }
}

const second = (changes: object) => ({
  ...podSpec('Never', 0).containers[0],
  image: digest,
  name: 'second',
  ...changes,
})
const volume = (source: object) => ({ spec: { volumes: [{ name: 'v', ...source }] } })
const security = (securityContext: object) => ({ container: { securityContext } })
const env = (name: string) => [{ name, value: 'all' }]
const tolerates = (...tolerations: object[]) => ({ spec: { tolerations } })
const asks = (amounts: Record<string, string>) => ({
  container: {
    resources: { limits: { cpu: '1', memory: '1Gi', ...amounts }, requests: { cpu: '1', memory: '1Gi', ...amounts } },
  },
})
const away = (term: object) => ({
  spec: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [pods(term)] } } },
})
const pods = (term: object) => ({ topologyKey: 'kubernetes.io/os', labelSelector: {}, ...term })
const seconds = { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }
const gpuTaint = { key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' }
const pool = (value: string) => ({ key: 'superpod/pool', operator: 'Equal', value, effect: 'NoSchedule' })
const rail = { 'nvidia.com/resibp24s0': '1' }

type Line = readonly [what: string, changes: Changes, room?: keyof typeof rooms]

const refused: Readonly<Record<string, readonly Line[]>> = {
  'contained-work': [
    ['a hostPath volume', volume({ hostPath: { path: '/' } })],
    ['an inline NFS volume', volume({ nfs: { server: '192.0.2.1', path: '/' } })],
    ['an inline volume of a CSI driver', volume({ csi: { driver: 'nfs.csi.k8s.io' } })],
    ['a privileged container', security({ privileged: true })],
    ['a privileged init container', { spec: { initContainers: [second({ securityContext: { privileged: true } })] } }],
    ['a capability of the host', security({ capabilities: { add: ['SYS_ADMIN'] } })],
    ['an unconfined container', security({ seccompProfile: { type: 'Unconfined' } })],
    ['an unconfined pod', { spec: { securityContext: { seccompProfile: { type: 'Unconfined' } } } }],
    ['a kernel setting', { spec: { securityContext: { sysctls: [{ name: 'kernel.shm_rmid_forced', value: '0' }] } } }],
    ['the network of the host', { spec: { hostNetwork: true } }],
    ['the processes of the host', { spec: { hostPID: true } }],
    ['the memory of the host', { spec: { hostIPC: true } }],
    ['a port of the host', { container: { ports: [{ containerPort: 80, hostPort: 80 }] } }],
    ['the runtime class nvidia', { spec: { runtimeClassName: 'nvidia' } }],
    ['the runtime class nvidia-cdi', { spec: { runtimeClassName: 'nvidia-cdi' } }],
    ['NVIDIA_VISIBLE_DEVICES', { container: { env: env('NVIDIA_VISIBLE_DEVICES') } }],
    [
      'NVIDIA_VISIBLE_DEVICES in an init container',
      { spec: { initContainers: [second({ env: env('NVIDIA_VISIBLE_DEVICES') })] } },
    ],
    [
      'GPUs by a mount',
      {
        spec: {
          volumes: [{ name: 'v', emptyDir: {} }],
          containers: [second({ volumeMounts: [{ name: 'v', mountPath: '/var/run/nvidia-container-devices/all' }] })],
        },
      },
    ],
    ['a token of its service account', { spec: { automountServiceAccountToken: true } }, 'strict'],
    ['a token as a volume', volume({ projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }), 'strict'],
    ['GPUs by a CDI annotation', { annotations: { 'cdi.k8s.io/mine': 'nvidia.com/gpu=all' } }],
  ],
  'placed-work': [
    ['a node by name', { spec: { nodeName: 'su1-r1-s1' } }],
    ['a toleration of everything', tolerates({ operator: 'Exists' })],
    ['a toleration of the systems of others', tolerates(pool('grace'))],
    [
      'a toleration of the systems of anybody',
      tolerates({ key: 'superpod/pool', operator: 'Exists', effect: 'NoSchedule' }),
    ],
    ['a toleration of management nodes', tolerates({ key: 'superpod/role', operator: 'Exists', effect: 'NoSchedule' })],
    [
      'a toleration of systems out of service',
      tolerates({ key: 'node.kubernetes.io/unschedulable', operator: 'Exists' }),
    ],
    ['one foreign toleration among good ones', tolerates(gpuTaint, pool('grace'))],
    ['another scheduler', { spec: { schedulerName: 'mine' } }],
    ['a place that everybody is kept out of', away({ namespaceSelector: {} })],
    ['a place that one other is kept out of', away({ namespaces: ['grace-train'] })],
    [
      'a place that others are rather kept out of',
      {
        spec: {
          affinity: {
            podAntiAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [
                { weight: 100, podAffinityTerm: pods({ namespaceSelector: {} }) },
              ],
            },
          },
        },
      },
    ],
    [
      'a place beside others',
      {
        spec: {
          affinity: {
            podAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [pods({ namespaces: ['ada-train', 'grace-train'] })],
            },
          },
        },
      },
    ],
    ['the priority of the system', { spec: { priorityClassName: 'system-cluster-critical' } }],
    [
      'a toleration of systems without a proof',
      tolerates({ key: 'superpod/unproven', operator: 'Exists', effect: 'NoSchedule' }),
      'strict',
    ],
    ['a toleration of systems in quarantine', tolerates({ key: 'superpod/state', operator: 'Exists' }), 'strict'],
    ['a class that nobody has', { priority: 'urgent' }],
    ['a class that its tenant may not name', { priority: 'high' }, 'strict'],
    ['a priority of somebody', { spec: { priorityClassName: 'urgent' } }],
    [
      'the annotation by which JobSet keeps others out',
      { annotations: { 'alpha.jobset.sigs.k8s.io/exclusive-topology': 'superpod/rack' } },
    ],
    ['a grace period of a day', { spec: { terminationGracePeriodSeconds: 86_400 } }],
    ['no grace period', { spec: { terminationGracePeriodSeconds: 0 } }],
  ],
  'granted-devices': [
    ['a rail that was not granted', asks(rail)],
    ['any other device', asks({ 'smarter-devices/fuse': '1' })],
    ['a device in an init container', { spec: { initContainers: [second({ resources: { limits: rail } })] } }],
    ['a device that was not granted beside rails', asks({ 'rdma/hca': '1' }), 'railed'],
    ['part of a system', { gpus: 4 }, 'strict'],
    ['part of a GPU', asks({ 'nvidia.com/mig-1g.10gb': '8' }), 'strict'],
    ['a shared GPU', asks({ 'nvidia.com/gpu.shared': '8' }), 'strict'],
  ],
  'allowed-images': [
    ['an image of another registry', { container: { image: 'docker.io/library/ubuntu:24.04' } }],
    ['an image without a registry', { container: { image: 'ubuntu' } }],
    ['a registry that only begins alike', { container: { image: 'registry.example.org.evil.example/work' } }],
    [
      'an image of another registry in an init container',
      { spec: { initContainers: [second({ image: 'quay.io/work' })] } },
    ],
    ['an image of another registry as a volume', volume({ image: { reference: 'quay.io/data:1' } })],
    [
      'an image of the platform where the tenant has a list',
      { container: { image: `registry.example.org/work@sha256:${'0'.repeat(64)}` } },
      'strict',
    ],
    ['an image by its tag', { container: { image: 'registry.example.org/health/work:1' } }, 'strict'],
    ['an image by half a digest', { container: { image: 'registry.example.org/health/work@sha256:0' } }, 'strict'],
  ],
}

const accepted: readonly Line[] = [
  ['plain work', {}],
  ['work without GPUs', { gpus: 0 }],
  ['ten minutes to end', { spec: { terminationGracePeriodSeconds: 600 } }],
  ['one GPU', { gpus: 1 }],
  ['one GPU in two containers', { spec: { containers: [second({ name: 'first' }), second({})] } }],
  ['a part of a GPU', asks({ 'nvidia.com/mig-1g.10gb': '1' })],
  [
    'volumes of its own',
    {
      spec: {
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'b', persistentVolumeClaim: { claimName: 'data' } },
          { name: 'c', configMap: { name: 'c' } },
          { name: 'd', secret: { secretName: 's' } },
          { name: 'e', projected: { sources: [{ configMap: { name: 'c' } }] } },
        ],
      },
    },
  ],
  ['memory that stays where it is, for RDMA', security({ capabilities: { drop: ['ALL'], add: ['IPC_LOCK'] } })],
  ['environment of its own', { container: { env: env('NCCL_DEBUG') } }],
  ['the runtime class of somebody else', { spec: { runtimeClassName: 'kata' } }],
  [
    'the tolerations that Kubernetes writes',
    tolerates(
      { key: 'node.kubernetes.io/not-ready', ...seconds },
      { key: 'node.kubernetes.io/unreachable', ...seconds },
    ),
  ],
  ['the tolerations that the flavor writes', tolerates(gpuTaint)],
  ['the tolerations that the own flavor writes', tolerates(gpuTaint, pool('health')), 'strict'],
  ['places apart from its own', away({})],
  ['places apart from its own by name', away({ namespaces: ['ada-train'] })],
  ['the default scheduler', { spec: { schedulerName: 'default-scheduler' } }],
  ['a token of its service account', { spec: { automountServiceAccountToken: true } }],
  ['a class of the platform', { priority: 'high' }],
  ['a class that its tenant may name', { priority: 'low' }, 'strict'],
  ['a priority that the platform allows', { spec: { priorityClassName: 'batch' } }],
  [
    'rails that were granted',
    { ...asks({ 'nvidia.com/gpu': '8', ...rail }), annotations: { 'k8s.v1.cni.cncf.io/networks': 'rail-0' } },
    'railed',
  ],
  ['an image by its tag', { container: { image: 'registry.example.org/work:1' } }],
  ['an image as a volume', volume({ image: { reference: 'registry.example.org/data:1' } })],
  ['a whole system', {}, 'strict'],
  ['work without GPUs where GPUs are whole systems', { gpus: 0 }, 'strict'],
]

const caseOf = ([what, changes, room = 'plain']: Line, refusedBy?: string): WorkCase => ({
  what: `${what} (${rooms[room]})`,
  namespace: rooms[room],
  template: template(changes),
  ...(refusedBy === undefined ? {} : { refusedBy }),
})

/** What each policy refuses, and what all of them accept: one line a case. */
export const workCases: readonly WorkCase[] = [
  ...Object.entries(refused).flatMap(([policy, lines]) => lines.map((line) => caseOf(line, policy))),
  ...accepted.map((line) => caseOf(line)),
]
