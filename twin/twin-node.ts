import type { KubeObject } from '#core'
import { kubeletLabels, type SimulatedNode } from '#model'

/**
 * The node as the API has it, ready from the start: with the labels that kubelets write and charts select on.
 * @param index - place in the list, from which its address follows
 * @param now - when the twin got it
 */
export function nodeObject(
  { name, labels, taints, capacity, allocatable, placeholders = [] }: SimulatedNode,
  index: number,
  now: Date,
): KubeObject {
  const conditions = [
    ['Ready', 'True', 'KubeletReady'],
    ['MemoryPressure', 'False', 'KubeletHasSufficientMemory'],
    ['DiskPressure', 'False', 'KubeletHasNoDiskPressure'],
    ['PIDPressure', 'False', 'KubeletHasSufficientPID'],
  ].map(([type, status, reason]) => ({ type, status, reason, lastHeartbeatTime: now, lastTransitionTime: now }))
  const allLabels: Record<string, string> = { ...kubeletLabels(name), ...labels }
  const nodeInfo = { ...simulated, architecture: allLabels['kubernetes.io/arch'] }
  const annotations = {
    'kwok.x-k8s.io/node': 'fake',
    ...(placeholders.length > 0 ? { 'superpod/placeholders': placeholders.join(',') } : {}),
  }
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: allLabels, annotations },
    spec: { taints },
    status: { capacity, allocatable, conditions, phase: 'Running', addresses: addresses(name, index), nodeInfo },
  }
}

// an address that nothing answers: what dials a node goes through the agent's socket
function addresses(name: string, index: number) {
  return [
    { type: 'InternalIP', address: `10.77.${Math.floor(index / 250)}.${(index % 250) + 1}` },
    { type: 'Hostname', address: name },
  ]
}

const simulated = {
  operatingSystem: 'linux',
  osImage: 'simulated',
  kernelVersion: 'simulated',
  kubeletVersion: 'kwok-v0.8.0',
  kubeProxyVersion: '',
  containerRuntimeVersion: 'kwok',
  bootID: '',
  machineID: '',
  systemUUID: '',
}
