import type { Construct } from 'constructs'
import { isMade, type MadeKind, type NamedTarget } from '#config'
import type { PodModel } from '#model'
import type { ClusterStack } from '#terraform'
import type { ClusterAccess } from './cluster-access.ts'

/** What makes the cluster of one kind of target. */
export interface ClusterLayer {
  /** The stack of the cluster and its node pools. */
  construct(scope: Construct, model: PodModel): ClusterStack
  /**
   * How the cluster is reached.
   * @param outputs - values of the stack's outputs by name, once it was applied
   */
  access(model: PodModel, outputs: Readonly<Record<string, unknown>>): ClusterAccess
}

// each kind is loaded for its own targets alone: the package of one cloud's provider takes longer than all else
const layers: Record<MadeKind, () => Promise<ClusterLayer>> = {
  kind: async () => (await import('./kind/index.ts')).kind,
  eks: async () => (await import('./eks/index.ts')).eks,
  gke: async () => (await import('./gke/index.ts')).gke,
  aks: async () => (await import('./aks/index.ts')).aks,
}

/** The layer that makes the cluster of a kind of target; undefined where nothing of ours makes it. */
export async function clusterLayer(kind: NamedTarget['kind']): Promise<ClusterLayer | undefined> {
  return isMade(kind) ? layers[kind]() : undefined
}
