import { nodeFeatureRule } from '#constructs'
import type { KubeObject } from '#core'
import { type PodModel, rackLabels } from '#model'

/** Labels and taints of all systems, by their names: one rule a rack for where they stand, one a pool for whose they are. */
export function nodeFeatureRules({ racks, pools }: PodModel): KubeObject[] {
  return [
    ...racks
      .filter((rack) => rack.systems.length > 0)
      .map((rack) => nodeFeatureRule({ name: `rack-${rack.name}`, nodes: rack.systems, labels: rackLabels(rack) })),
    ...pools
      .filter((pool) => pool.systems.length > 0)
      .map(({ name, systems, nodeLabels, taints }) =>
        nodeFeatureRule({
          name: `pool-${name}`,
          nodes: systems.map((system) => system.name),
          labels: nodeLabels,
          taints,
        }),
      ),
  ]
}
