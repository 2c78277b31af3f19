import { amountOf } from '#catalog'
import { counted, Fault, type Finding, type KubeObject, printedGiB, wordList } from '#core'
import type { Cluster } from '#kube'
import type { Change } from './change.ts'

/** A volume with data of a tenant, whose claim goes together with its namespace. */
export interface HeldVolume {
  readonly namespace: string
  readonly claim: string
  readonly volume: string
  /** Empty where it has none. */
  readonly storageClass: string
  readonly sizeGiB: number
  /** Whether its data stays on the storage when the claim goes: reclaim policy `Retain`. */
  readonly kept: boolean
}

/** A claim as the API gives it, as far as it matters here. */
type Claim = KubeObject & {
  readonly spec: { readonly volumeName?: string; readonly storageClassName?: string }
  readonly status?: { readonly phase?: string; readonly capacity?: { readonly storage?: string } }
}

/** A volume as the API gives it, as far as it matters here. */
type Volume = KubeObject & { readonly spec: { readonly persistentVolumeReclaimPolicy?: string } }

/**
 * Volumes that hold data in namespaces that changes delete or replace, by namespace and claim in ascending order. A claim
 * that no volume is bound to holds nothing, nor does one that lives and dies with its pod.
 */
export async function heldVolumes(cluster: Cluster, changes: readonly Change[]): Promise<HeldVolume[]> {
  const going = changes
    .filter(({ kind, action }) => kind === 'Namespace' && (action === 'delete' || action === 'replace'))
    .map(({ name }) => name)
  const lists = await Promise.all(
    going.map((namespace) => cluster.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace })),
  )
  const bound = (lists.flat() as unknown as Claim[]).filter((claim) => holdsData(claim))
  if (bound.length === 0) return []
  const volumes = (await cluster.list({ apiVersion: 'v1', kind: 'PersistentVolume' })) as unknown as Volume[]
  const policies = new Map(volumes.map(({ metadata, spec }) => [metadata.name, spec.persistentVolumeReclaimPolicy]))
  return bound
    .map(({ metadata, spec: { volumeName = '', storageClassName = '' }, status }) => ({
      namespace: metadata.namespace ?? '',
      claim: metadata.name,
      volume: volumeName,
      storageClass: storageClassName,
      sizeGiB: (amountOf(status?.capacity?.storage) ?? 0) / 2 ** 30,
      kept: policies.get(volumeName) === 'Retain',
    }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

function holdsData({ metadata, spec, status }: Claim): boolean {
  const owners = (metadata['ownerReferences'] ?? []) as readonly { readonly kind: string }[]
  return spec.volumeName !== undefined && status?.phase !== 'Pending' && !owners.some(({ kind }) => kind === 'Pod')
}

function keyOf({ namespace, claim }: HeldVolume): string {
  return `${namespace}/${claim}`
}

/** Data that a plan would take along with a namespace: one finding for each namespace, empty when none holds any. */
export function heldVolumeFindings(volumes: readonly HeldVolume[]): Finding[] {
  return byNamespace(volumes).map(([namespace, held]) => ({
    code: 'guard/volumes-hold-data',
    severity: 'error',
    path: `Namespace/${namespace}`,
    message: `${counted(held.length, 'claim')} in ${namespace} ${held.length === 1 ? 'holds' : 'hold'} ${sumOf(held)} of volumes: ${listed(held, whatBecomes)}`,
    remedy:
      'copy what is still needed and delete the claims, or add --delete-data if the data shall go with the namespace',
  }))
}

/** Data that stays on the storage although its claim has gone: a warning for each namespace. */
export function keptVolumeFindings(volumes: readonly HeldVolume[]): Finding[] {
  return byNamespace(volumes.filter(({ kept }) => kept)).map(([namespace, held]) => ({
    code: 'guard/volumes-kept',
    severity: 'warning',
    path: `Namespace/${namespace}`,
    message: `${namespace} is gone, but ${sumOf(held)} of its data stay on the storage, as the reclaim policy is Retain: ${listed(held, ({ volume }) => `volume ${volume}`)}`,
    remedy: 'erase the data on the storage itself, then delete the PersistentVolumes',
  }))
}

/**
 * Refuses to take data along that came to a namespace since its plan was read.
 * @throws Fault 1 where a volume is bound there now; nothing of the plan was done yet
 */
export async function refuseNewData(cluster: Cluster | undefined, changes: readonly Change[]): Promise<void> {
  const against = cluster ? heldVolumeFindings(await heldVolumes(cluster, changes)) : []
  if (against.length > 0) throw new Fault(1, against)
}

function byNamespace(volumes: readonly HeldVolume[]): [string, HeldVolume[]][] {
  const namespaces = [...new Set(volumes.map(({ namespace }) => namespace))]
  return namespaces.map((each) => [each, volumes.filter(({ namespace }) => namespace === each)])
}

function sumOf(held: readonly HeldVolume[]): string {
  return printedGiB(held.reduce((sum, { sizeGiB }) => sum + sizeGiB, 0))
}

function whatBecomes({ storageClass, kept }: HeldVolume): string {
  return [...(storageClass ? [storageClass] : []), kept ? 'stays on the storage' : 'erased with its claim'].join(', ')
}

/** Claims that a message names; of more than these it tells the number. */
const named = 8

function listed(held: readonly HeldVolume[], detail: (volume: HeldVolume) => string): string {
  const words = held.slice(0, named).map((each) => `${each.claim} (${printedGiB(each.sizeGiB)}, ${detail(each)})`)
  return wordList([...words, ...(held.length > named ? [`${held.length - named} more`] : [])], 'and')
}
