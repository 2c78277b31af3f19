import type { KubeObject } from '#core'
import { type NodeTaint, tolerationsOf } from './placement.ts'

const apiVersion = 'kueue.x-k8s.io/v1beta2'

/** A Topology: levels that placement knows, as node labels, widest first. It never changes: a new one has a new name. */
export function topology(name: string, levels: readonly string[]): KubeObject {
  return kueueObject('Topology', name, { levels: levels.map((nodeLabel) => ({ nodeLabel })) })
}

export interface ResourceFlavorProps {
  /** Name that carries its content: with a topology, a flavor never changes. */
  readonly name: string
  readonly nodeLabels: Readonly<Record<string, string>>
  /** Taints of its nodes: what is admitted to it tolerates them. */
  readonly taints: readonly NodeTaint[]
  readonly topology: string
}

/** A ResourceFlavor: the systems of one pool, with what lets admitted work onto them. */
export function resourceFlavor({ name, nodeLabels, taints, topology: topologyName }: ResourceFlavorProps): KubeObject {
  return kueueObject('ResourceFlavor', name, { nodeLabels, tolerations: tolerationsOf(taints), topologyName })
}

/** A WorkloadPriorityClass: how early a job is admitted, whatever its pods' priority is. */
export function workloadPriorityClass(name: string, value: number, description: string): KubeObject {
  return { apiVersion, kind: 'WorkloadPriorityClass', metadata: { name }, value, description }
}

/** A LocalQueue: the door of one namespace to a ClusterQueue. Jobs that name none go to the one called `default`. */
export function localQueue(namespace: string, name: string, clusterQueue: string): KubeObject {
  return { apiVersion, kind: 'LocalQueue', metadata: { name, namespace }, spec: { clusterQueue } }
}

/** A cluster-scoped object of Kueue's API. */
export function kueueObject(kind: string, name: string, spec: Readonly<Record<string, unknown>>): KubeObject {
  return { apiVersion, kind, metadata: { name }, spec }
}
