import type { KubeObject } from '#core'
import { allocatable, type PodModel } from '#model'

/** Label of what a proof makes. */
export const proofLabel = 'superpod/proof'

/** What a gang job asks for. */
export interface GangJobProps {
  readonly name: string
  readonly namespace: string
  /** Whole systems: one pod each. */
  readonly systems: number
  readonly generation: PodModel['generation']
}

/** A job that starts on all of its systems at once or not at all, in as few scalable units as it can. */
export function gangJob({ name, namespace, systems, generation }: GangJobProps): KubeObject {
  const { cpus, memoryGiB } = allocatable(generation)
  const gpus = String(generation.gpu.count)
  const container = {
    name: 'train',
    image: 'nvcr.io/nvidia/pytorch:25.06-py3',
    command: ['sleep', 'infinity'],
    resources: {
      requests: { cpu: String(Math.floor(cpus / 2)), memory: `${Math.floor(memoryGiB / 2)}Gi`, 'nvidia.com/gpu': gpus },
      limits: { 'nvidia.com/gpu': gpus },
    },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels: { 'kueue.x-k8s.io/queue-name': 'default', [proofLabel]: 'gang' } },
    spec: {
      parallelism: systems,
      completions: systems,
      completionMode: 'Indexed',
      template: {
        metadata: {
          labels: { [proofLabel]: 'gang' },
          annotations: { 'kueue.x-k8s.io/podset-preferred-topology': 'superpod/scalable-unit' },
        },
        spec: {
          restartPolicy: 'Never',
          terminationGracePeriodSeconds: 0,
          securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [container],
        },
      },
    },
  }
}
