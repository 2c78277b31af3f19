import { nodeFeatureRule } from '#constructs'
import type { KubeObject } from '#core'
import {
  driverGroups,
  driverLabel,
  isLeft,
  isOfNoPool,
  type Outage,
  outageLabels,
  outageStates,
  outageTaint,
  type PodModel,
  placeTaints,
  poolLabels,
  rackLabels,
  type System,
  unprovenSystems,
  unprovenTaint,
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
    ...proofRules(model),
    ...driverRules(model),
  ]
}

// a driver finds its systems by one label: no two may select the same system
function driverRules(model: PodModel): KubeObject[] {
  return driverGroups(model).map(({ name, systems }) =>
    nodeFeatureRule({ name: `driver-${name}`, nodes: systems, labels: { [driverLabel]: name } }),
  )
}

function stateRules({ systems }: PodModel): KubeObject[] {
  const left = systems.filter(({ outage }) => isLeft(outage))
  const others = systems.filter(({ outage }) => !isLeft(outage))
  const owners = [...new Set(left.flatMap(({ outage }) => outage?.of ?? []))].sort()
  return [
    ...outageStates.flatMap((state) => stateRule(`state-${state}`, of(others, { state }))),
    ...owners.flatMap((owner) => stateRule(`state-quarantine-of-${owner}`, of(left, { of: owner }))),
  ]
}

// what nobody has proved keeps sensitive work away; on a twin and on kind there is no host to prove it on
function proofRules(model: PodModel): KubeObject[] {
  const nodes = unprovenSystems(model).map(({ name }) => name)
  if (nodes.length === 0) return []
  const { key, value } = unprovenTaint
  return [nodeFeatureRule({ name: 'state-unproven', nodes, labels: { [key]: value }, taints: [unprovenTaint] })]
}

function of(systems: readonly System[], wanted: Partial<Outage>): System[] {
  return systems.filter(({ outage }) => Object.entries(wanted).every(([key, value]) => outage?.[key as 'of'] === value))
}

// what is in no pool has none to taint it
function stateRule(name: string, members: readonly System[]): KubeObject[] {
  const [first] = members
  if (!first?.outage) return []
  const nodes = members.map((member) => member.name)
  const taints = isOfNoPool(first) ? placeTaints(first, undefined) : [outageTaint(first.outage)]
  return [nodeFeatureRule({ name, nodes, labels: outageLabels(first.outage), taints })]
}
