import type { PodModel } from '#model'
import type { RenderedStack } from '#render'
import { rendered } from '#render'
import { type SynthesisedStack, stackOutlines, synthesised } from '#stacks'
import { type StackWords, stacksAskedFor } from './stack-words.ts'

/** A stack as Terraform has it, and as a cluster has it. */
export interface MadeStack extends SynthesisedStack, Pick<RenderedStack, 'objects' | 'releases'> {}

/** The stacks of a pod that a command line asks for; no other is constructed. */
export function synthesisedStacks(model: PodModel, words: StackWords): SynthesisedStack[] {
  return stacksAskedFor(stackOutlines(model), words).map(synthesised)
}

/** The same, with what they become on a cluster. */
export function madeStacks(model: PodModel, words: StackWords): MadeStack[] {
  return synthesisedStacks(model, words).map((stack) => {
    const { objects, releases } = rendered(stack.json)
    return { ...stack, objects, releases }
  })
}
