import type { KubeObject } from '#core'

/** Whatever the test changes of some work. */
export interface WorkChanges {
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly spec?: Readonly<Record<string, unknown>>
  readonly template?: Readonly<Record<string, unknown>>
  /** @default 1 */
  readonly gpus?: number
}

/** A pod of a tenant. */
export function pod(name: string, { metadata, spec, gpus = 1 }: WorkChanges = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'ada-train', ...metadata, name },
    spec: { ...podSpec('Never', gpus), ...spec },
  }
}

/** A job of one pod. */
export function job(name: string, { metadata, spec, gpus = 1 }: WorkChanges = {}): KubeObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { namespace: 'ada-train', ...metadata, name },
    spec: { template: { spec: podSpec('Never', gpus) }, ...spec },
  }
}

/** A Deployment or a StatefulSet of one pod. */
export function app(kind: 'Deployment' | 'StatefulSet', name: string, changes: WorkChanges = {}): KubeObject {
  const { metadata, template, gpus = 1 } = changes
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { namespace: 'ada-train', ...metadata, name },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name }, ...template }, spec: podSpec('Always', gpus) },
    },
  }
}

/** An owner reference that anybody can write, to a job that Kueue manages. */
export function claimedOwner(owner: string, uid: string): Readonly<Record<string, unknown>> {
  return { ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: owner, uid, controller: true }] }
}

/** What a pod of a tenant asks for: it complies with the restricted standard. */
export function podSpec(restartPolicy: string, gpus: number) {
  const amounts = gpus > 0 ? { 'nvidia.com/gpu': `${gpus}` } : {}
  return {
    restartPolicy,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'work',
        // by digest, as work of a sensitive tenant must name it
        image: `example.invalid/work@sha256:${'0'.repeat(64)}`,
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        resources: { limits: amounts, requests: { cpu: '1', memory: '1Gi', ...amounts } },
      },
    ],
  }
}
