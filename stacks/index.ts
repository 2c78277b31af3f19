export type { Layer } from './address.ts'
export { type StackOutline, type SynthesisedStack, stackOutlines, synthesised } from './synthesised.ts'
