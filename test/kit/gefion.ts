import { join } from 'node:path'
import { type LoadedPod, loadPod } from '#config'
import { type PodModel, podModel } from '#model'
import { type ClusterLayer, clusterLayer, type SynthesisedStack, stackOutlines, synthesised } from '#stacks'

/** The folder of the repository. */
export const repository = join(import.meta.dirname, '..', '..')

/** Gefion's own config, as it is in the repository. */
export async function loadedGefion(target = 'twin'): Promise<LoadedPod> {
  return await loadPod(join(repository, 'config', 'gefion'), target)
}

/** Every stack of a pod, by name; that of its cluster where its layer is given. */
export function stacksOf(model: PodModel, layer?: ClusterLayer): Map<string, SynthesisedStack> {
  const made = stackOutlines(model, layer).filter((outline) => outline.layer !== 'cluster' || layer !== undefined)
  return new Map(made.map((outline) => [outline.name, synthesised(outline)]))
}

/** Every stack of Gefion, by name. */
export async function gefionStacks(target = 'twin'): Promise<Map<string, SynthesisedStack>> {
  const model = podModel(await loadedGefion(target))
  return stacksOf(model, await clusterLayer(model.target.kind))
}

/** Terraform addresses of a stack, in ascending order. */
export function addresses({ json }: Pick<SynthesisedStack, 'json'>): string[] {
  return Object.entries(json.resource ?? {})
    .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`))
    .sort()
}
