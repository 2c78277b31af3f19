import { type Cluster, inParallel, type LiveObject, type ObjectRef } from '#kube'
import type { DeliveryContext } from './delivery-context.ts'
import { helmUninstall } from './helm-run.ts'
import type { InventoryEntry } from './inventory.ts'

/** How long an object may take to go: namespaces delete all that is in them first. */
const goneWithinSeconds = 180

/**
 * Removes what a stack has made, last made first: releases one by one, then typed resources, then namespaces side by
 * side. Returns when all is gone.
 */
export async function removeEntries(
  context: DeliveryContext & { readonly cluster: Cluster },
  stack: string,
  entries: readonly InventoryEntry[],
): Promise<void> {
  const { cluster, progress } = context
  const reversed = [...entries].reverse()
  const tell = (what: string) => progress.step(`stack ${stack}`, `removing ${what}`)
  for (const entry of reversed.filter(({ kind }) => kind === 'HelmRelease')) {
    tell(`release ${entry.name}`)
    await helmUninstall(context, stack, entry)
  }
  const typed = reversed.filter(({ kind }) => kind !== 'HelmRelease' && kind !== 'Namespace')
  if (typed.length > 0) tell(`${typed.length} resources`)
  await inParallel(typed, 8, (entry) => removed(cluster, refOf(entry)))
  const namespaces = reversed.filter(({ kind }) => kind === 'Namespace')
  if (namespaces.length > 0) tell(`namespaces ${namespaces.map(({ name }) => name).join(', ')}`)
  await inParallel(namespaces, 8, (entry) => removed(cluster, refOf(entry)))
}

/** Deletes an object and waits until it is gone; what Kubernetes makes anew, a default ServiceAccount, is another one. */
export async function removed(cluster: Cluster, ref: ObjectRef): Promise<void> {
  const live = await cluster.get(ref)
  if (!live || !(await cluster.delete(ref))) return
  const isGone = (object: LiveObject | undefined) => object?.metadata.uid !== live.metadata.uid
  await cluster.waitFor(ref, 'gone', isGone, { timeoutSeconds: goneWithinSeconds })
}

function refOf({ apiVersion, kind, namespace, name }: InventoryEntry): ObjectRef {
  return { apiVersion, kind, metadata: namespace ? { name, namespace } : { name } }
}
