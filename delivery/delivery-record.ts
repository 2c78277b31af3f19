import type { KubeObject } from '#core'
import type { Cluster } from '#kube'
import type { DeliveryKind } from './delivery-context.ts'

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

/** Records on the cluster which delivery it has, once the namespace for it is there. */
export async function recordDelivery(cluster: Cluster, delivery: DeliveryKind): Promise<void> {
  const namespace = await cluster.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: systemNamespace } })
  if (!namespace || (await recordedDelivery(cluster)) === delivery) return
  const record: KubeObject = { ...recordRef, data: { delivery } }
  await cluster.apply(record)
}
