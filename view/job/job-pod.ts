import type { JobPlan } from '#model'
import type { CommentPath } from './commented-yaml.ts'
import { type JobVariable, ncclRemarks, ncclVariables } from './job-environment.ts'

/** Where what must last is mounted. */
export const checkpointFolder = '/checkpoints'

/** Digest that no image has. */
const digestToWrite = '0'.repeat(64)

/** Seconds between the signal and the end: room to write a checkpoint. */
export const graceSeconds = 300

/** The one container of a job, as it differs between purposes. */
export interface JobContainer {
  readonly command: readonly string[]
  readonly variables?: readonly JobVariable[]
  readonly port?: { readonly name: string; readonly number: number }
  /** @default none */
  readonly readinessPath?: string
}

/** Comments of a manifest, by where they stand. */
export type Comments = (readonly [CommentPath, string])[]

/** Name of the container in every manifest. */
export const containerName = 'node'

/** Annotations of a job's pods. */
export function podAnnotations({ placement, rails }: JobPlan): Record<string, string> {
  return {
    [`kueue.x-k8s.io/podset-${placement.rule}-topology`]: placement.level,
    ...(rails ? { [networksAnnotation]: rails.networks.join(',') } : {}),
  }
}

/** Networks that a pod gets beside the cluster's own. */
const networksAnnotation = 'k8s.v1.cni.cncf.io/networks'

/** Comments of the annotations. @param at - where they stand */
export function annotationComments(plan: JobPlan, at: CommentPath): Comments {
  const [placement = ''] = Object.keys(podAnnotations(plan))
  return [
    [[...at, placement], placementRemark(plan)],
    ...(plan.rails
      ? [[[...at, networksAnnotation], 'one network a rail: a virtual function of each adapter'] as const]
      : []),
  ]
}

/** What a job's pods ask for. */
export function podResources({ gpusPerSystem, perSystem, rails, tenant }: JobPlan) {
  const devices = Object.entries(tenant.devices).map(([name, each]) => [name, `${gpusPerSystem * each}`])
  const amounts = {
    ...Object.fromEntries(devices),
    ...(perSystem.cpus === undefined ? {} : { cpu: `${perSystem.cpus}` }),
    ...(perSystem.memoryGiB === undefined ? {} : { memory: `${perSystem.memoryGiB}Gi` }),
    ...Object.fromEntries((rails?.resources ?? []).map((resource) => [resource, '1'])),
  }
  return { requests: amounts, limits: amounts }
}

/** Image of a job, or the one that stands where a person has to write one in. */
export function imageOf({ image, registry = 'registry.example.org', tenant }: JobPlan): string {
  const tag = tenant.terms.digests ? `@sha256:${digestToWrite}` : ':1'
  return image ?? `${registry}/write-your-image${tag}`
}

/** Variables of a job's container: its own, and those of NCCL. */
export function variables(plan: JobPlan, own: readonly JobVariable[] = []): JobVariable[] {
  return [...own, ...ncclVariables(plan)]
}

/** Volumes of a job's pods: shared memory, and what must last. */
export function podVolumes({ claim }: JobPlan) {
  return [
    { name: 'shm', emptyDir: { medium: 'Memory' } },
    claim === undefined
      ? { name: 'checkpoints', emptyDir: {} }
      : { name: 'checkpoints', persistentVolumeClaim: { claimName: claim } },
  ]
}

/** Where a job's container has its volumes. */
export const volumeMounts = [
  { name: 'shm', mountPath: '/dev/shm' },
  { name: 'checkpoints', mountPath: checkpointFolder },
]

/** What a job's container may do; pinning memory for rails is a capability where the host's limit is not raised. */
export function containerSecurity({ rails }: JobPlan) {
  const add = rails?.ipcLock ? { add: ['IPC_LOCK'] } : {}
  return { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'], ...add } }
}

/** The pods of a job, under Pod Security `restricted`. */
export function podTemplate(plan: JobPlan, container: JobContainer, restartPolicy: 'Never' | 'Always') {
  const { port, readinessPath } = container
  return {
    metadata: { labels: { app: plan.name }, annotations: podAnnotations(plan) },
    spec: {
      restartPolicy,
      terminationGracePeriodSeconds: graceSeconds,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: containerName,
          image: imageOf(plan),
          command: [...container.command],
          env: variables(plan, container.variables).map(({ name, value }) => ({ name, value })),
          ...(port ? { ports: [{ name: port.name, containerPort: port.number }] } : {}),
          ...(port && readinessPath ? { readinessProbe: { httpGet: { path: readinessPath, port: port.name } } } : {}),
          resources: podResources(plan),
          securityContext: containerSecurity(plan),
          volumeMounts,
        },
      ],
      volumes: podVolumes(plan),
    },
  }
}

/** Comments of the pods of a job. @param at - where the pod template stands */
export function podComments(plan: JobPlan, container: JobContainer, at: CommentPath): Comments {
  const spec = [...at, 'spec']
  const main = [...spec, 'containers', 0]
  return [
    ...annotationComments(plan, [...at, 'metadata', 'annotations']),
    [[...spec, 'terminationGracePeriodSeconds'], graceRemark],
    [[...main, 'image'], imageRemark(plan)],
    ...variableComments(plan, container.variables, [...main, 'env']),
    [[...main, 'resources'], resourcesRemark(plan)],
    [[...spec, 'volumes', 1], claimRemark(plan)],
  ]
}

/** Comments of variables. @param at - where the list stands */
export function variableComments(plan: JobPlan, own: readonly JobVariable[] = [], at: CommentPath): Comments {
  const all = variables(plan, own).map(({ why }, index): Comments[number] => [[...at, index], why])
  const remarks = ncclRemarks(plan)
  return remarks.length === 0 ? all : [...all, [at, remarks.join('\n')]]
}

/** What the grace period is for. */
export const graceRemark =
  'Kueue takes systems back, and nodes are drained: SIGTERM comes first, then there is this long to write a checkpoint'

/** What a job asks for, in words. */
export function resourcesRemark({ perSystem, generation, gpusPerSystem }: JobPlan): string {
  if (perSystem.cpus === undefined)
    return 'CPUs and memory are as the namespace gives them: no source says what a system has'
  return gpusPerSystem === generation.gpu.count
    ? 'a whole system, less a sixteenth of its CPUs and memory, which its DaemonSets need'
    : `what goes with ${gpusPerSystem} of the ${generation.gpu.count} GPUs of a system, less a sixteenth`
}

const placeWords: Readonly<Record<string, string>> = {
  'superpod/scalable-unit': 'scalable unit',
  'superpod/rack': 'rack',
  'superpod/nvlink-domain': 'NVLink domain',
  'kubernetes.io/hostname': 'system',
}

/** Where the pods come to lie, in words. */
function placementRemark({ placement: { rule, level }, systems }: JobPlan): string {
  const place = placeWords[level] ?? level
  if (systems === 1) return 'each pod on one system'
  if (rule === 'required') return `all in one ${place}: the job waits until one has room`
  return `in one ${place} where there is room, else on as few as can be`
}

/** Which image, in words. */
export function imageRemark({ image }: JobPlan): string {
  return image === undefined
    ? 'your own image: it must run as a user that is not root'
    : 'must run as a user that is not root'
}

/** What becomes of checkpoints, in words. */
export function claimRemark({ claim, namespace }: JobPlan): string {
  return claim === undefined
    ? 'no claim was named (--claim): what is written here is lost with the pod'
    : `a PersistentVolumeClaim that must be in ${namespace}, ReadWriteMany where there are several pods`
}
