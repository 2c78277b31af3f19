import { type CloudName, cloudTitles } from '#catalog'
import type { Finding } from '#core'
import { cloudClusterName } from '../../cloud/cluster-name.ts'
import { addressRange } from '../../physical/address-range.ts'
import type { PodModel } from '../../pod-model.ts'

/** Addresses of pods that a node gets at once where it may run 110 of them: a /24. */
const nodePrefix = 24

/** Nodes that a cloud runs by itself beside ours, and one more while it upgrades. */
const otherNodes = { gke: 1, aks: 5 } as const

/**
 * A name or an address range that a cloud does not take.
 * @param longest - longest name of a cluster, in characters
 */
export function cloudSizeFindings(model: PodModel, cloud: 'gke' | 'aks', longest: number): Finding[] {
  return [...longName(model, cloud, longest), ...fewPodAddresses(model, cloud)]
}

function longName(model: PodModel, cloud: CloudName, longest: number): Finding[] {
  const name = cloudClusterName(model)
  if (name.length <= longest) return []
  return [
    {
      code: 'cloud/name-too-long',
      severity: 'error',
      path: `targets.${model.target.name}`,
      message: `the cluster would be called ${name}, with ${name.length} characters, but ${cloudTitles[cloud]} takes ${longest}`,
      remedy: "shorten the name of the target's file",
    },
  ]
}

function fewPodAddresses({ networks, systems, managementNodes }: PodModel, cloud: 'gke' | 'aks'): Finding[] {
  const { prefix, kind } = addressRange(networks.pods)
  const nodes = systems.length + managementNodes.length + otherNodes[cloud]
  const room = kind === 'ipv4' && prefix <= nodePrefix ? 2 ** (nodePrefix - prefix) : 0
  if (nodes <= room) return []
  return [
    {
      code: 'cloud/pods-range',
      severity: 'error',
      path: 'networks.pods',
      message: `pods is ${networks.pods}, which has a /${nodePrefix} for ${room} nodes, but there are ${nodes}`,
      remedy: "give networks.pods a larger range in the target's override",
    },
  ]
}
