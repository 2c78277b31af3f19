import type { KubeObject } from '#core'
import type { Cluster } from '#kube'
import { systemNamespace } from './delivery-record.ts'
import type { DeliveryStack } from './delivery-stack.ts'

/** One thing that a stack made: a typed resource, or a Helm release (without an API version). */
export interface InventoryEntry {
  readonly address: string
  /** Empty for a Helm release. */
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

const prefix = 'superpod-inventory-'
const inventoryLabel = 'superpod/inventory'

/** All that a stack makes, each after what it needs. */
export function stackEntries({ objects, releases }: DeliveryStack): InventoryEntry[] {
  const typed = objects.map(({ address, object: { apiVersion, kind, metadata } }) => {
    const { namespace = '', name } = metadata
    return { address, apiVersion, kind, namespace, name }
  })
  const charts = releases.map(({ address, namespace, name }) => {
    return { address, apiVersion: '', kind: 'HelmRelease', namespace, name }
  })
  return [...typed, ...charts]
}

/** Whether two entries are one thing on the cluster; its address does not count. */
export function isSameThing(a: InventoryEntry, b: InventoryEntry): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name && groupOf(a) === groupOf(b)
}

function groupOf({ apiVersion }: InventoryEntry): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
}

/** Inventories on a cluster, by the name of their stack. */
export async function inventories(cluster: Cluster): Promise<Map<string, readonly InventoryEntry[]>> {
  const query = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace: systemNamespace,
    labels: { [inventoryLabel]: 'true' },
  }
  const found = await cluster.list(query)
  return new Map(found.map((each) => [each.metadata.name.slice(prefix.length), entriesOf(each)]))
}

function entriesOf(configMap: KubeObject): InventoryEntry[] {
  const { data } = configMap as { data?: { entries?: string } }
  return JSON.parse(data?.entries ?? '[]') as InventoryEntry[]
}

/** Writes what a stack has made, or is about to make. */
export async function writeInventory(
  cluster: Cluster,
  stack: string,
  entries: readonly InventoryEntry[],
): Promise<void> {
  const data = { entries: JSON.stringify(entries) }
  const metadata = { ...inventoryRef(stack).metadata, labels: { [inventoryLabel]: 'true' } }
  await cluster.apply({ ...inventoryRef(stack), metadata, data })
}

/** Removes the inventory of a stack that has nothing any more. */
export async function removeInventory(cluster: Cluster, stack: string): Promise<void> {
  await cluster.delete(inventoryRef(stack))
}

function inventoryRef(stack: string) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${prefix}${stack}`, namespace: systemNamespace } }
}
