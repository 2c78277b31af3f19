import type { KubeObject } from '#core'
import { type GpuDevices, gpuResource, runSecondsAnnotation } from '#model'

/** A training job that needs all of its systems at once. */
export interface Gang {
  readonly namespace: string
  readonly name: string
  /** Whole systems: one pod each. */
  readonly systems: number
  readonly gpusPerSystem: number
  /** What one GPU is to Kubernetes. @default one `nvidia.com/gpu` */
  readonly devices?: GpuDevices
  /** CPUs and memory that each pod asks for, beside its GPUs. @default what the namespace's limit range gives */
  readonly cpusPerSystem?: number
  readonly memoryGiBPerSystem?: number
  /** No container runs on the twin, but policies judge its name. @default registry.k8s.io/pause:3.10 */
  readonly image?: string
  /** How long it runs on the twin. @default 3600 */
  readonly runSeconds?: number
}

/**
 * The manifest of a gang: a suspended Job that Kueue admits as a whole, on as few scalable units as it can. Tolerations
 * and node selector come with the flavor; the pods comply with the restricted Pod Security standard.
 */
export function gangJob(gang: Gang): KubeObject {
  const { namespace, name, systems, runSeconds = 3600 } = gang
  const annotations = {
    'kueue.x-k8s.io/podset-preferred-topology': 'superpod/scalable-unit',
    [runSecondsAnnotation]: String(runSeconds),
  }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels: { 'kueue.x-k8s.io/queue-name': 'default' } },
    spec: {
      suspend: true,
      completionMode: 'Indexed',
      parallelism: systems,
      completions: systems,
      backoffLimit: 0,
      template: { metadata: { annotations }, spec: podSpec(gang) },
    },
  }
}

function podSpec(gang: Gang) {
  const { gpusPerSystem, devices = { [gpuResource]: 1 }, cpusPerSystem, memoryGiBPerSystem } = gang
  const { image = 'registry.k8s.io/pause:3.10' } = gang
  const resources = {
    ...Object.fromEntries(Object.entries(devices).map(([name, each]) => [name, String(gpusPerSystem * each)])),
    ...(cpusPerSystem && { cpu: String(cpusPerSystem) }),
    ...(memoryGiBPerSystem && { memory: `${memoryGiBPerSystem}Gi` }),
  }
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'train',
        image,
        resources: { requests: resources, limits: resources },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  }
}
