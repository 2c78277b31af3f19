import { setTimeout } from 'node:timers/promises'
import type { KubeObject } from '#core'
import type { Cluster } from '#kube'
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
  let over = false
  const early = async () => {
    // at the end it is tried once more, and then a fault is told
    while (!over && !(await recordDelivery(cluster, delivery).catch(() => false))) await setTimeout(500)
  }
  const recording = early()
  try {
    await work()
  } finally {
    over = true
    await recording
  }
  await recordDelivery(cluster, delivery)
}

/** @returns whether it is recorded: it cannot be before the namespace for it is there */
async function recordDelivery(cluster: Cluster, delivery: DeliveryKind): Promise<boolean> {
  if ((await recordedDelivery(cluster)) === delivery) return true
  const namespace = await cluster.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: systemNamespace } })
  if (!namespace) return false
  const record: KubeObject = { ...recordRef, data: { delivery } }
  await cluster.apply(record)
  return true
}
