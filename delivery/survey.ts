import { isOfThisComputer } from '#catalog'
import { type KubeObject, refusal } from '#core'
import { stacksInState } from './applied-record.ts'
import { type ApplyRecord, applyRecords, isDestroyed } from './apply-record.ts'
import { waitForChildren } from './child.ts'
import { otherDelivery } from './chosen-delivery.ts'
import { confirmedClusterId } from './cluster-identity.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { recordedDelivery } from './delivery-record.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import type { LiveStack } from './import-blocks.ts'
import { type InventoryEntry, inventories } from './inventory.ts'
import { liveObjects, noLiveObjects } from './owned-objects.ts'
import { placeKubeconfig } from './placeholder-kubeconfig.ts'
import { liveReleases } from './release-record.ts'
import { isLocalState } from './state-place.ts'
import type { OnRecord } from './vanished.ts'

/** What is there before anything is planned. */
export interface Survey {
  /** Undefined where there is no cluster yet. */
  readonly clusterId: string | undefined
  readonly live: LiveStack
  readonly inventories: ReadonlyMap<string, readonly InventoryEntry[]>
  /** What the cluster has on record of applies, by the name of their stack. */
  readonly records: ReadonlyMap<string, ApplyRecord>
  /** Tenants' namespaces of this pod on the cluster. */
  readonly namespaces: readonly KubeObject[]
  readonly onRecord: OnRecord
}

/**
 * Looks at what is there: programs of an earlier run are waited for, the cluster must be the right one and delivered
 * this way, and what lives on it is listed. Changes nothing on it.
 */
export async function surveyed(
  context: DeliveryContext,
  stacks: readonly DeliveryStack[],
  { adopt }: { readonly adopt: boolean },
): Promise<Survey> {
  const { cluster, workplace, progress, pod, target, delivery } = context
  if (isStateLeftAlone(context, stacks)) throw localStateOfMany(target.name)
  await placeKubeconfig(workplace)
  await waitForChildren(workplace.childFolder, { progress })
  const clusterId = await confirmedClusterId(context, adopt)
  const made = cluster ? await inventories(cluster) : new Map<string, readonly InventoryEntry[]>()
  const recorded = (cluster && (await recordedDelivery(cluster))) ?? (made.size > 0 ? 'manifests' : undefined)
  if (recorded && recorded !== delivery) throw otherDelivery(target.name, delivery, recorded)
  const namespaces = cluster ? await tenantNamespaces(cluster, pod) : []
  const objects = cluster ? await liveObjects(cluster, stacks) : noLiveObjects
  const live = { objects, releases: await liveReleases(cluster) }
  const records = cluster ? await applyRecords(cluster) : new Map<string, ApplyRecord>()
  const stacksThere = delivery === 'terraform' ? await stacksOfTerraform(context, records) : [...made.keys()]
  const onRecord = { stacks: stacksThere, namespaces: namespaces.map(tenantNamespace) }
  return { clusterId, live, inventories: made, records, namespaces, onRecord }
}

/** Stacks that hold something: by the states on this computer, and by what the cluster has on record of any other. */
async function stacksOfTerraform(
  { pod, target, workplace }: DeliveryContext,
  records: ReadonlyMap<string, ApplyRecord>,
): Promise<string[]> {
  const recorded = [...records.values()].filter((record) => !isDestroyed(record)).map(({ stack }) => stack)
  const own = recorded.filter((stack) => stack.startsWith(`${pod}-${target.name}-`))
  return [...new Set([...(await stacksInState(workplace)), ...own])].sort()
}

const tenantLabel = 'superpod/tenant'

function tenantNamespaces(cluster: NonNullable<DeliveryContext['cluster']>, pod: string) {
  return cluster.list({
    apiVersion: 'v1',
    kind: 'Namespace',
    labels: { 'superpod/pod': pod, [tenantLabel]: undefined },
  })
}

function tenantNamespace({ metadata }: KubeObject) {
  return { name: metadata.name, tenant: metadata.labels?.[tenantLabel] ?? '' }
}

/** A target that several people apply cannot have its state on the computer of one of them. */
function isStateLeftAlone({ target, delivery }: DeliveryContext, stacks: readonly DeliveryStack[]): boolean {
  if (delivery !== 'terraform' || isOfThisComputer(target) || target.shared === false) return false
  return stacks.some(isLocalState)
}

function localStateOfMany(target: string) {
  return refusal({
    code: 'state/local-of-many',
    path: `targets/${target}.yaml`,
    message: `target ${target} may be applied by several people, but its state is local: on this computer only`,
    remedy:
      'name a backend that all of them reach, as docs/state.md has it, or write state: { backend: local, shared: false } where one person applies it, from one clone',
  })
}
