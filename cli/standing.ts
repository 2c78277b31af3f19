import type { LoadedPod } from '#config'
import type { Finding } from '#core'
import { applyRecords, standingFindings } from '#delivery'
import type { Cluster } from '#kube'
import type { PodModel } from '#model'
import type { Desk } from './command.ts'
import { podHistory } from './history.ts'
import type { MadeStack } from './made-stacks.ts'

/** What a standing is asked of. */
interface Asked {
  readonly cluster: Cluster
  readonly stacks: readonly MadeStack[]
  readonly confirmed: readonly string[]
}

/** How the commit of a pod's config stands to those that stacks on a cluster were applied from. */
export async function standingOf(
  { target: { name, kind } }: PodModel,
  loaded: LoadedPod,
  { cluster, stacks, confirmed }: Asked,
  desk: Desk,
): Promise<Finding[]> {
  const [history, records] = await Promise.all([podHistory(loaded, desk), applyRecords(cluster)])
  return standingFindings({ target: { name, kind }, history, records, confirmed }, stacks)
}
