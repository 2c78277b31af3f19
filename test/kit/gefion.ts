import { join } from 'node:path'
import { type LoadedPod, loadPod } from '#config'
import { type PodModel, podModel } from '#model'
import { type SynthesisedStack, stackOutlines, synthesised } from '#stacks'

/** The folder of the repository. */
export const repository = join(import.meta.dirname, '..', '..')

/** Gefion's own config, as it is in the repository. */
export async function loadedGefion(target = 'twin'): Promise<LoadedPod> {
  return await loadPod(join(repository, 'config', 'gefion'), target)
}

/** Every stack of a pod, by name. */
export function stacksOf(model: PodModel): Map<string, SynthesisedStack> {
  return new Map(stackOutlines(model).map((outline) => [outline.name, synthesised(outline)]))
}

/** Every stack of Gefion, by name. */
export async function gefionStacks(target = 'twin'): Promise<Map<string, SynthesisedStack>> {
  return stacksOf(podModel(await loadedGefion(target)))
}

/** Terraform addresses of a stack, in ascending order. */
export function addresses({ json }: Pick<SynthesisedStack, 'json'>): string[] {
  return Object.entries(json.resource ?? {})
    .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`))
    .sort()
}
