import { claimedOwner, podSpec } from '../gpu-work.ts'
import type { WireRequest } from './asker.ts'
import { changed, made } from './right-tries.ts'
import { fixtures, type Scene, type Try } from './try.ts'

type Body = (scene: Scene) => object

/** A pod that wants no GPU unless something says so, with something that it must not have. */
const pod =
  (spec: Body, metadata: Body = () => ({}), gpus = 0): Try['request'] =>
  (scene) =>
    made('v1', 'pods', scene.room, {
      metadata: { name: 'tried', namespace: scene.room, ...metadata(scene) },
      spec: { ...podSpec('Never', gpus), ...spec(scene) },
    })

/** The same by a job, whose pods a controller makes. */
const job =
  (spec: Body): Try['request'] =>
  (scene) =>
    made('batch/v1', 'jobs', scene.room, { spec: { template: { spec: { ...podSpec('Never', 0), ...spec(scene) } } } })

const tolerates = (toleration: (scene: Scene) => object): Body => {
  return (scene) => ({ tolerations: [toleration(scene)] })
}
const away = (term: Body): Body => {
  return (scene) => ({
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/os', labelSelector: {}, ...term(scene) },
        ],
      },
    },
  })
}
const [container] = podSpec('Never', 0).containers
const containers = (more: object): Body => {
  return () => ({ containers: [{ ...container, ...more }] })
}
const service =
  (spec: object): Try['request'] =>
  ({ room }) =>
    made('v1', 'services', room, { spec: { ports: [{ port: 80 }], ...spec } })
const debug =
  (more: object): Try['request'] =>
  ({ room }): WireRequest =>
    changed('v1', `pods/${fixtures.pod}/ephemeralcontainers`, room, {
      spec: { ephemeralContainers: [{ name: 'debug', image: container?.image, ...more }] },
    })
const contained = { securityContext: container?.securityContext }

const placed = "'superpod-placed-work'"
const inner = "'superpod-inner-services'"
const queued = "'superpod-queued-gpu-work'"
const standard = 'violates PodSecurity'

const other = ({ otherTenant }: Scene) => otherTenant
const nodeName: Body = () => ({ nodeName: 'su1-r02-s1' })
const anyTaint = tolerates(() => ({ operator: 'Exists' }))
const otherTaint = tolerates((scene) => ({ key: 'superpod/pool', value: other(scene), effect: 'NoSchedule' }))
const anyPool = tolerates(() => ({ key: 'superpod/pool', operator: 'Exists', effect: 'NoSchedule' }))
const everybody = away(() => ({ namespaceSelector: {} }))
const oneOther = away(({ otherRoom }) => ({ namespaces: [otherRoom] }))

const byPolicy: readonly (readonly [what: string, refusedBy: string, request: Try['request']])[] = [
  // what Kueue's gate holds has no node before it goes
  ['a node by name', 'until all schedulingGates have been cleared', pod(nodeName)],
  ['a node by name, by a job', placed, job(nodeName)],
  ['a toleration of everything', placed, pod(anyTaint)],
  ['a toleration of everything, by a job', placed, job(anyTaint)],
  ['a toleration of another’s systems', placed, pod(otherTaint)],
  ['a toleration of another’s systems, by a job', placed, job(otherTaint)],
  ['a toleration of anybody’s systems', placed, pod(anyPool)],
  [
    'a toleration of management nodes',
    placed,
    pod(tolerates(() => ({ key: 'superpod/role', operator: 'Exists', effect: 'NoSchedule' }))),
  ],
  ['a priority of the nodes', placed, pod(() => ({ priorityClassName: 'system-node-critical' }))],
  ['a priority of the cluster, by a job', placed, job(() => ({ priorityClassName: 'system-cluster-critical' }))],
  ['a priority of another', placed, pod(() => ({ priorityClassName: 'of-somebody' }))],
  ['a scheduler of one’s own', placed, pod(() => ({ schedulerName: 'mine' }))],
  ['a place that everybody is kept out of', placed, pod(everybody)],
  ['a place that everybody is kept out of, by a job', placed, job(everybody)],
  ['a place that another is kept out of', placed, pod(oneOther)],
  ['a runtime that gives all GPUs', "'superpod-contained-work'", pod(() => ({ runtimeClassName: 'nvidia' }))],
  [
    'all GPUs by a variable',
    "'superpod-contained-work'",
    pod(containers({ env: [{ name: 'NVIDIA_VISIBLE_DEVICES', value: 'all' }] })),
  ],
  [
    'a device that was not granted',
    "'superpod-granted-devices'",
    pod(containers({ resources: { limits: { 'nvidia.com/resibp24s0': '1' } } })),
  ],
  ['a volume of the host', standard, pod(() => ({ volumes: [{ name: 'v', hostPath: { path: '/' } }] }))],
  ['the network of the host', standard, pod(() => ({ hostNetwork: true }))],
  ['a privileged container', standard, pod(containers({ securityContext: { privileged: true } }))],
  [
    'GPUs without a queue, behind a forged owner',
    queued,
    pod(
      () => ({}),
      ({ jobUid }) => claimedOwner(fixtures.job, jobUid),
      8,
    ),
  ],
  [
    'a pod without Kueue’s gate',
    queued,
    ({ room }) => changed('v1', `pods/${fixtures.pod}`, room, [{ op: 'remove', path: '/spec/schedulingGates' }]),
  ],
  [
    'a job without Kueue',
    queued,
    ({ room }) => changed('batch/v1', `jobs/${fixtures.job}`, room, { spec: { suspend: false } }),
  ],
  ['a service at addresses of others', inner, service({ externalIPs: ['192.0.2.1'] })],
  ['a port on every node', inner, service({ type: 'NodePort' })],
  ['a balancer', inner, service({ type: 'LoadBalancer' })],
  [
    'a Secret that keeps the token of an account',
    "'superpod-token-secrets'",
    ({ room }) =>
      made('v1', 'secrets', room, {
        metadata: {
          name: 'tried',
          namespace: room,
          annotations: { 'kubernetes.io/service-account.name': 'default' },
        },
        type: 'kubernetes.io/service-account-token',
      }),
  ],
]

/** Work that those who may write work try, and what refuses it; everybody else has no right to it. */
export const workTries: readonly Try[] = [
  ...byPolicy.map(([what, refusedBy, request]) => ({ what, refusedBy, request })),
  {
    what: 'a privileged container in a pod that runs',
    session: true,
    refusedBy: standard,
    request: debug({ securityContext: { privileged: true } }),
  },
  {
    what: 'all GPUs by a container in a pod that runs',
    session: true,
    refusedBy: "'superpod-contained-work'",
    request: debug({ ...contained, env: [{ name: 'NVIDIA_VISIBLE_DEVICES', value: 'all' }] }),
  },
  {
    what: 'an eviction that leaves no time',
    ofAdmins: true,
    refusedBy: "'superpod-ended-work'",
    request: ({ room }) =>
      made('v1', `pods/${fixtures.pod}/eviction`, room, {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: fixtures.pod, namespace: room },
        deleteOptions: { gracePeriodSeconds: 0 },
      }),
  },
  {
    what: 'an account of another',
    refusedBy: 'error looking up service account',
    refusedToAll: 'error looking up service account',
    request: pod(() => ({ serviceAccountName: 'kueue-controller-manager' })),
  },
]
