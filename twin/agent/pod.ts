import type { LiveObject } from '#kube'

/** A pod, as far as whoever plays its kubelet has to know it. */
export interface Pod extends LiveObject {
  readonly metadata: LiveObject['metadata'] & { readonly namespace: string; readonly deletionTimestamp?: string }
  readonly spec: {
    readonly nodeName?: string
    readonly hostNetwork?: boolean
    readonly serviceAccountName: string
    readonly containers: readonly { readonly name: string; readonly image: string; readonly args?: readonly string[] }[]
    readonly volumes?: readonly {
      readonly name: string
      readonly secret?: { readonly secretName: string }
      readonly configMap?: { readonly name: string }
    }[]
  }
  readonly status: {
    readonly podIP?: string
    readonly conditions?: readonly PodCondition[]
  }
}

interface PodCondition {
  readonly type: string
  readonly status: string
}

/** How the process behind a pod is. */
export interface ProcessHealth {
  readonly ready: boolean
  readonly restarts: number
  /** When the process began. */
  readonly startedAt: string
}

/** Status of a pod as its kubelet would write it. */
export function podStatus(
  pod: Pod,
  addresses: { host: string; pod: string },
  health: ProcessHealth,
): Record<string, unknown> {
  const { ready, restarts, startedAt } = health
  const lastTransitionTime = new Date().toISOString()
  const condition = (type: string, met: boolean) => ({ type, status: met ? 'True' : 'False', lastTransitionTime })
  const scheduled = (pod.status.conditions ?? []).filter(({ type }) => type === 'PodScheduled')
  return {
    phase: 'Running',
    startTime: startedAt,
    hostIP: addresses.host,
    hostIPs: [{ ip: addresses.host }],
    podIP: addresses.pod,
    podIPs: [{ ip: addresses.pod }],
    conditions: [
      ...scheduled,
      condition('Initialized', true),
      condition('ContainersReady', ready),
      condition('Ready', ready),
    ],
    containerStatuses: pod.spec.containers.map(({ name, image }) => ({
      name,
      image,
      imageID: '',
      ready,
      started: ready,
      restartCount: restarts,
      state: { running: { startedAt } },
    })),
  }
}
