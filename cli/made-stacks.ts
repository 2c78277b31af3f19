import type { PodModel } from '#model'
import type { RenderedStack } from '#render'
import { rendered } from '#render'
import { type StackOutline, type SynthesisedStack, stackOutlines, synthesised } from '#stacks'
import type { Desk } from './command.ts'
import { loadedLayer } from './loaded-layer.ts'
import { type StackWords, stacksAskedFor } from './stack-words.ts'

/** A stack as Terraform has it, and as a cluster has it. */
export interface MadeStack extends SynthesisedStack, Pick<RenderedStack, 'objects' | 'releases'> {}

/** The stacks of a pod that a command line asks for; no other is constructed. */
export async function synthesisedStacks(model: PodModel, words: StackWords, desk: Desk): Promise<SynthesisedStack[]> {
  return (await askedFor(model, words, desk)).map(synthesised)
}

/** The same, with what they become on a cluster: of the stack that makes the cluster itself, nothing. */
export async function allStacks(model: PodModel, words: StackWords, desk: Desk): Promise<MadeStack[]> {
  return (await askedFor(model, words, desk)).map(made)
}

/** Those of them that are on the cluster: what they are made of is always here. */
export function madeStacks(model: PodModel, words: StackWords): MadeStack[] {
  return stacksAskedFor(stackOutlines(model), words)
    .filter(({ layer }) => layer !== 'cluster')
    .map(made)
}

async function askedFor(model: PodModel, words: StackWords, desk: Desk): Promise<readonly StackOutline[]> {
  const wanted = stacksAskedFor(stackOutlines(model), words)
  if (wanted.every(({ layer }) => layer !== 'cluster')) return wanted
  const layer = await loadedLayer(model, desk)
  return stacksAskedFor(stackOutlines(model, layer), words)
}

function made(outline: StackOutline): MadeStack {
  const stack = synthesised(outline)
  if (stack.layer === 'cluster') return { ...stack, objects: [], releases: [] }
  const { objects, releases } = rendered(stack.json)
  return { ...stack, objects, releases }
}
