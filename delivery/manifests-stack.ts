import { type Cluster, inParallel } from '#kube'
import { applyOrder } from './apply-order.ts'
import { type Change, resourceAddress } from './change.ts'
import { chartLocations } from './chart-places.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { systemNamespace } from './delivery-record.ts'
import type { DeliveryStack, StackObject } from './delivery-stack.ts'
import { helmUpgrade } from './helm-run.ts'
import type { LiveStack } from './import-blocks.ts'
import { type InventoryEntry, isSameThing, removeInventory, stackEntries, writeInventory } from './inventory.ts'
import { releaseChanges, releaseDeletions } from './release-changes.ts'
import { removed, removeEntries } from './removal.ts'
import { inOrder } from './side-by-side.ts'
import { typedChange } from './typed-change.ts'

/** What applying a stack's manifests would change, and the way to do it. */
export interface ManifestsPlan {
  readonly changes: readonly Change[]
  apply(): Promise<void>
}

/** Helm runs at once: each is a process that renders a chart. */
const helmAtOnce = 3

/** Plans a stack against the live cluster. @param inventory - what it made before */
export async function manifestsPlan(
  context: DeliveryContext,
  stack: DeliveryStack,
  live: LiveStack,
  { destroy, inventory }: { readonly destroy: boolean; readonly inventory: readonly InventoryEntry[] },
): Promise<ManifestsPlan> {
  const { cluster } = context
  const wanted = destroy ? [] : stackEntries(stack)
  const surplus = (destroy ? everMade(stack, inventory) : inventory).filter(
    (entry) => !wanted.some((each) => isSameThing(each, entry)),
  )
  const typed = destroy ? [] : await inParallel(stack.objects, 8, (each) => typedChange(cluster, each))
  const releases = destroy ? [] : stack.releases.flatMap((each) => releaseChanges(each, live.releases.newest(each)))
  const deletions = [...surplus].reverse().map((entry) => deletionsOf(cluster, entry, live))
  const changes = [...typed, ...releases, ...(await Promise.all(deletions)).flat()].filter((each) => each !== undefined)
  const apply = async () => {
    if (!cluster) throw new Error(`stack ${stack.name} cannot be applied without a cluster`)
    await applied({ ...context, cluster }, stack, { changes, surplus, inventory, destroy })
  }
  return { changes, apply }
}

/** What a stack may have made: by its inventory, else by what it names. */
function everMade(stack: DeliveryStack, inventory: readonly InventoryEntry[]): readonly InventoryEntry[] {
  return inventory.length > 0 ? inventory : stackEntries(stack)
}

async function deletionsOf(cluster: Cluster | undefined, entry: InventoryEntry, live: LiveStack): Promise<Change[]> {
  const { address, kind, namespace, name, apiVersion } = entry
  if (kind === 'HelmRelease') {
    const newest = live.releases.newest(entry)
    return newest ? releaseDeletions(address, newest) : []
  }
  const before = await cluster?.get({ apiVersion, kind, metadata: namespace ? { name, namespace } : { name } })
  return before ? [{ address, action: 'delete', kind, namespace, name, before }] : []
}

interface Work {
  readonly changes: readonly Change[]
  readonly surplus: readonly InventoryEntry[]
  readonly inventory: readonly InventoryEntry[]
  readonly destroy: boolean
}

type Applying = DeliveryContext & { readonly cluster: Cluster }

async function applied(context: Applying, stack: DeliveryStack, work: Work): Promise<void> {
  const { cluster } = context
  const { changes, surplus, inventory, destroy } = work
  if (destroy) {
    await removeEntries(context, stack.name, surplus)
    return removeInventory(cluster, stack.name)
  }
  const wanted = stackEntries(stack)
  const order = applyOrder(stack)
  const touched = new Map(changes.map((change) => [resourceAddress(change.address), change]))
  const apply = async (each: StackObject) => {
    if (touched.get(each.address)?.action === 'replace') await removed(cluster, each.object)
    if (touched.has(each.address)) await cluster.apply(each.object)
  }
  const system = stack.objects.filter(
    ({ object }) => object.kind === 'Namespace' && object.metadata.name === systemNamespace,
  )
  await inParallel(system, 1, apply)
  // before anything else: what was made and is not written down is never found again
  const old = inventory.filter((entry) => !wanted.some((each) => isSameThing(each, entry)))
  await writeInventory(cluster, stack.name, [...old, ...wanted])
  for (const wave of order.waves) await inParallel(wave, 8, apply)
  await applyRest(context, stack, touched, apply)
  if (surplus.length === 0) return
  await removeEntries(context, stack.name, surplus)
  await writeInventory(cluster, stack.name, wanted)
}

async function applyRest(
  context: Applying,
  stack: DeliveryStack,
  touched: ReadonlyMap<string, Change>,
  apply: (each: StackObject) => Promise<void>,
): Promise<void> {
  const order = applyOrder(stack)
  const locations = await chartLocations(context, stack)
  let done = 0
  const due = order.rest.filter((address) => touched.has(address))
  await inOrder(due, helmAtOnce, order.after, async (address) => {
    context.progress.step(`stack ${stack.name}`, `${done} of ${due.length} releases`)
    const release = stack.releases.find((each) => each.address === address)
    const location = locations[address]
    if (release && location) await helmUpgrade(context, stack, release, location)
    const object = stack.objects.find((each) => each.address === address)
    if (object) await apply(object)
    done += 1
  })
}
