import type { KubeObject } from '#core'
import { runSecondsAnnotation } from '#model'
import type { LiveNode } from '../live-machine.ts'
import { probeNamespace } from './candidates.ts'
import { probeQueue } from './probe-objects.ts'

/** What all jobs of a run have in common. */
export interface JobFrame {
  /** Longest time that a job may run, in seconds. */
  readonly seconds: number
  /** Secrets to pull images with, by name. */
  readonly pullSecrets: readonly string[]
  /** Seconds for which the twin plays a pod. @default a real target: pods run as long as they run */
  readonly playedSeconds?: number | undefined
}

/** One job of a probe. */
export interface JobContent {
  readonly name: string
  /** Label of its pods: `system`, `all-reduce`. */
  readonly probe: string
  /** Nodes that its pods may run on, one each. */
  readonly nodes: readonly LiveNode[]
  readonly pod: Readonly<Record<string, unknown>>
  /** Fields of its own. @default none */
  readonly spec?: Readonly<Record<string, unknown>>
}

/** A job as Kueue takes it: in the queue of probes, behind everybody, on the nodes that are named, never tried twice. */
export function jobFrame(
  { seconds, pullSecrets, playedSeconds }: JobFrame,
  { name, probe, nodes, pod, spec = {} }: JobContent,
): KubeObject {
  const labels = { 'superpod/probe': probe }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace: probeNamespace,
      labels: { ...labels, 'kueue.x-k8s.io/queue-name': 'default', 'kueue.x-k8s.io/priority-class': probeQueue },
    },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: seconds,
      ttlSecondsAfterFinished: 3600,
      ...spec,
      template: {
        metadata: {
          labels,
          ...(playedSeconds === undefined ? {} : { annotations: { [runSecondsAnnotation]: `${playedSeconds}` } }),
        },
        spec: {
          restartPolicy: 'Never',
          serviceAccountName: 'probe',
          terminationGracePeriodSeconds: 5,
          ...(pullSecrets.length > 0 ? { imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })) } : {}),
          affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: onNodes(nodes) } },
          ...pod,
        },
      },
    },
  }
}

function onNodes(nodes: readonly LiveNode[]) {
  const values = nodes.map(({ metadata: { name, labels } }) => labels?.['kubernetes.io/hostname'] ?? name)
  return { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values }] }] }
}
