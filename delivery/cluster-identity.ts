import { isOfThisComputer } from '#catalog'
import { refusal } from '#core'
import type { DeliveryContext, DeliveryTarget } from './delivery-context.ts'
import type { Workplace } from './workplace.ts'
import { jsonOf, textOf, writtenFile } from './written-file.ts'

interface ClusterFile {
  readonly id: string
}

/**
 * The id of the live cluster, once it is known to be the one that this target is.
 * The first cluster that a target meets is recorded; another one is taken only by adoption.
 * @returns undefined where there is no cluster
 * @throws Fault(1) when it is another one than recorded, or than config names
 */
export async function confirmedClusterId(
  { cluster, target, workplace }: Pick<DeliveryContext, 'cluster' | 'target' | 'workplace'>,
  adopt: boolean,
): Promise<string | undefined> {
  if (!cluster) return undefined
  const id = await cluster.clusterId()
  if (target.clusterId && target.clusterId !== id) throw notNamed(target.name, target.clusterId, id)
  const recorded = await recordedId(workplace, target)
  if (recorded && recorded !== id && !adopt) throw notRecorded(target.name, recorded, id)
  if (recorded !== id) await writtenFile(workplace.clusterFile, `${JSON.stringify({ id })}\n`)
  return id
}

/** A record that cannot be read protects a real target all the same: no id is the one that it held. */
async function recordedId({ clusterFile }: Workplace, target: DeliveryTarget): Promise<string | undefined> {
  const id = (await jsonOf<ClusterFile>(clusterFile))?.id
  if (id !== undefined || isOfThisComputer(target)) return id
  return (await textOf(clusterFile)) === undefined ? undefined : 'one that its record does not tell any more'
}

function notNamed(target: string, named: string, id: string) {
  return refusal({
    code: 'cluster/other',
    path: target,
    message: `the cluster of target ${target} has the id ${id}, but its file names ${named}`,
    remedy: 'point its context at the right cluster, or correct clusterId',
  })
}

function notRecorded(target: string, recorded: string, id: string) {
  return refusal({
    code: 'cluster/other',
    path: target,
    message: `the cluster of target ${target} has the id ${id}, but it was ${recorded} until now`,
    remedy: 'point its context at the right cluster, or give ./superpod apply --adopt if this one shall take its place',
  })
}
