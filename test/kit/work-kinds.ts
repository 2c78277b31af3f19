import type { KubeObject } from '#core'

/** A pod template, as far as a test cares. */
export interface Template {
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly spec: Readonly<Record<string, unknown>>
}

const always = ({ metadata, spec }: Template) => ({
  metadata: { ...metadata, labels: { ...(metadata?.['labels'] as object), app: 'work' } },
  spec: { ...spec, restartPolicy: 'Always' },
})
const app = (apiVersion: string, kind: string, more: object = {}): WorkKind => ({
  apiVersion,
  kind,
  body: (template) => ({
    spec: { selector: { matchLabels: { app: 'work' } }, template: always(template), ...more },
  }),
})
const job = (template: Template) => ({ spec: { template } })

/** A kind that has pods. */
export interface WorkKind {
  readonly apiVersion: string
  readonly kind: string
  /** Whatever of the object its template decides. */
  readonly body: (template: Template) => Record<string, unknown>
}

/** Every kind of work that is a pod, or holds a template of pods. */
export const workKinds: readonly WorkKind[] = [
  { apiVersion: 'v1', kind: 'Pod', body: ({ metadata, spec }) => ({ metadata, spec }) },
  { apiVersion: 'v1', kind: 'PodTemplate', body: (template) => ({ template }) },
  {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    body: (template) => ({ spec: { selector: { app: 'work' }, template: always(template) } }),
  },
  { apiVersion: 'batch/v1', kind: 'Job', body: job },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    body: (template) => ({ spec: { schedule: '@daily', jobTemplate: job(template) } }),
  },
  app('apps/v1', 'Deployment'),
  app('apps/v1', 'StatefulSet', { serviceName: 'work' }),
  app('apps/v1', 'DaemonSet'),
  app('apps/v1', 'ReplicaSet'),
  {
    apiVersion: 'jobset.x-k8s.io/v1alpha2',
    kind: 'JobSet',
    body: (template) => ({ spec: { replicatedJobs: [{ name: 'workers', template: job(template) }] } }),
  },
  {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    body: (template) => ({ spec: { leaderWorkerTemplate: { workerTemplate: template } } }),
  },
]

/** Work of one kind, made of a template. */
export function workOf({ apiVersion, kind, body }: WorkKind, namespace: string, template: Template): KubeObject {
  const { metadata, ...rest } = body(template) as { metadata?: Record<string, unknown> }
  return { apiVersion, kind, metadata: { ...metadata, name: 'work', namespace }, ...rest }
}

/**
 * The kind LeaderWorkerSet without its schema, which is not among the fixtures: enough for a server to serve it and for
 * policies to judge it.
 */
export const leaderWorkerSets: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'leaderworkersets.leaderworkerset.x-k8s.io' },
  spec: {
    group: 'leaderworkerset.x-k8s.io',
    scope: 'Namespaced',
    names: { kind: 'LeaderWorkerSet', plural: 'leaderworkersets', singular: 'leaderworkerset' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
}
