import { createHash } from 'node:crypto'
import { stableText } from '#core'
import type { ChartLocation } from './chart-location.ts'
import type { DeliveryStack } from './delivery-stack.ts'

/** What else than its JSON decides what a stack becomes. */
export interface HashedSurroundings {
  readonly delivery: string
  /** Name and version of the program that applies. */
  readonly engine: string
  /** Where its charts come from, by the address of their release. */
  readonly charts: Readonly<Record<string, ChartLocation>>
}

/** The hash of all that decides what a stack becomes: its JSON with the provider versions in it, its charts, the engine. */
export function stackHash({ json, files }: Pick<DeliveryStack, 'json' | 'files'>, around: HashedSurroundings): string {
  return createHash('sha256').update(stableText({ json, files, around })).digest('hex')
}
