import type { LiveObject, ObjectRef } from '#kube'

/** What names the ClusterQueue of a tenant. */
export function clusterQueue(name: string): ObjectRef {
  return { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ClusterQueue', metadata: { name } }
}

/** Whether a queue is held, and how. */
export function stopPolicyOf(live: LiveObject | undefined): string | undefined {
  return (live?.['spec'] as { stopPolicy?: string } | undefined)?.stopPolicy
}
