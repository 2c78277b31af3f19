import type { KubeObject } from '#core'
import type { Cluster } from '#kube'
import { asSoonAs } from './as-soon-as.ts'
import type { DeliveryContext, DeliveryKind } from './delivery-context.ts'

/** Namespace of our own records and releases. */
export const systemNamespace = 'superpod-system'

const recordRef = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'superpod-delivery', namespace: systemNamespace },
} as const

/** The delivery that a cluster was delivered with; undefined where nothing was yet. */
export async function recordedDelivery(cluster: Cluster): Promise<DeliveryKind | undefined> {
  const { data } = ((await cluster.get(recordRef)) ?? {}) as { data?: { delivery?: string } }
  const delivery = data?.delivery
  return delivery === 'terraform' || delivery === 'manifests' ? delivery : undefined
}

/**
 * Does some work, and records on the cluster which delivery it has: as soon as the namespace for that is there, so that
 * a run that is killed in the middle of its first work has a delivery as well.
 */
export async function whileRecording(
  { cluster, delivery }: Pick<DeliveryContext, 'cluster' | 'delivery'>,
  work: () => Promise<void>,
): Promise<void> {
  if (!cluster) return work()
  await asSoonAs(() => recordDelivery(cluster, delivery), 500, work)
  // tried once more: now a fault is told
  await recordDelivery(cluster, delivery)
}

/** @returns whether it is recorded: it cannot be before the namespace for it is there */
async function recordDelivery(cluster: Cluster, delivery: DeliveryKind): Promise<boolean> {
  if ((await recordedDelivery(cluster)) === delivery) return true
  if (!(await hasRoom(cluster))) return false
  const record: KubeObject = { ...recordRef, data: { delivery } }
  await cluster.apply(record)
  return true
}

/** Whether the namespace of our own records is there: nothing can be written before. */
export async function hasRoom(cluster: Cluster): Promise<boolean> {
  const room = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: systemNamespace } }
  return (await cluster.get(room)) !== undefined
}
