export type { RenderedRelease } from './release.ts'
export { type RenderedObject, type RenderedStack, rendered, renderedTypes } from './rendered-stack.ts'
