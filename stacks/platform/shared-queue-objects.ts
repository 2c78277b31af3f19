import { cohort, resourceFlavor, topology, workloadPriorityClass } from '#constructs'
import type { KubeObject } from '#core'
import { type PodModel, sharedPool } from '#model'

/** Kueue's objects that tenants share: the topology, a flavor for each pool, the cohort, and priority classes. */
export function sharedQueueObjects({
  name,
  topology: { name: topologyName, levels },
  pools,
  cohort: unguaranteed,
  platform,
}: PodModel): KubeObject[] {
  const shared = pools.find((pool) => pool.name === sharedPool)
  if (!shared) throw new Error(`pod ${name} has no shared pool`)
  return [
    topology(topologyName, levels),
    ...pools.map(({ flavor, nodeLabels, taints }) =>
      resourceFlavor({ name: flavor, nodeLabels, taints, topology: topologyName }),
    ),
    cohort({ name, flavor: shared.flavor, unguaranteed: { ...unguaranteed, devices: shared.devices } }),
    ...Object.entries(platform.kueue.priorities).map(([priority, { value, purpose = '' }]) =>
      workloadPriorityClass(priority, value, purpose),
    ),
  ]
}
