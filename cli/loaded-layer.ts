import type { PodModel } from '#model'
import { type ClusterLayer, clusterLayer } from '#stacks'
import { installProviderPackage, type ProviderPackage } from '#tools'
import type { Desk } from './command.ts'

const packageOf: Partial<Record<PodModel['target']['kind'], ProviderPackage>> = {
  eks: 'aws',
  gke: 'google',
  aks: 'azurerm',
}

/**
 * What makes the cluster of a target; the package of its provider is installed where it is not.
 * @returns undefined where nothing of ours makes it
 */
export async function loadedLayer(
  { target: { kind } }: Pick<PodModel, 'target'>,
  { root, environment, progress, signal }: Pick<Desk, 'root' | 'environment' | 'progress' | 'signal'>,
): Promise<ClusterLayer | undefined> {
  const name = packageOf[kind]
  if (name) await installProviderPackage(name, { root, env: environment.variables, progress, signal })
  return clusterLayer(kind)
}
