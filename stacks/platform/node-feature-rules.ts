import { nodeFeatureRule } from '#constructs'
import type { KubeObject } from '#core'
import {
  driverGroups,
  driverLabel,
  outageLabels,
  outageStates,
  outageTaint,
  type PodModel,
  placeTaints,
  poolLabels,
  rackLabels,
} from '#model'

/**
 * Labels and taints of all systems, by their names: one rule a rack for where they stand, one a pool for whose they are,
 * one for each state that keeps systems from work.
 */
export function nodeFeatureRules(model: PodModel): KubeObject[] {
  const { racks, pools } = model
  return [
    ...racks
      .filter((rack) => rack.systems.length > 0)
      .map((rack) => nodeFeatureRule({ name: `rack-${rack.name}`, nodes: rack.systems, labels: rackLabels(rack) })),
    ...pools
      .filter((pool) => pool.systems.length > 0)
      .map((pool) =>
        nodeFeatureRule({
          name: `pool-${pool.name}`,
          nodes: pool.systems.map((system) => system.name),
          labels: poolLabels(pool),
          taints: pool.taints,
        }),
      ),
    ...stateRules(model),
    ...driverRules(model),
  ]
}

// a driver finds its systems by one label: no two may select the same system
function driverRules(model: PodModel): KubeObject[] {
  return driverGroups(model).map(({ name, systems }) =>
    nodeFeatureRule({ name: `driver-${name}`, nodes: systems, labels: { [driverLabel]: name } }),
  )
}

// what is outside has no pool to taint it
function stateRules({ systems }: PodModel): KubeObject[] {
  return outageStates.flatMap((state) => {
    const members = systems.filter(({ outage }) => outage?.state === state)
    const [first] = members
    if (!first) return []
    return nodeFeatureRule({
      name: `state-${state}`,
      nodes: members.map(({ name }) => name),
      labels: outageLabels({ state }),
      taints: state === 'outside' ? placeTaints(first, undefined) : [outageTaint({ state })],
    })
  })
}
