import type { Source } from '../source.ts'

/** What a kind of target is asked for, by a name for life; the text heads its row. */
export const targetCapabilities = {
  cluster: 'cluster made',
  gpus: 'GPUs real',
  rdma: 'RDMA',
  topology: 'topology source',
  storage: 'storage',
  policy: 'policy',
  isolation: 'isolation level',
  cost: 'cost',
} as const

/** Something that a kind of target is asked for. */
export type TargetCapability = keyof typeof targetCapabilities

/** What one kind of target does with one part of a pod. */
export interface TargetCell {
  /** In a table: eighteen letters at most. */
  readonly word: string
  /** The whole of it: a clause without its full stop. */
  readonly text: string
  /** Who says so, or why it is so where it is of our own making. */
  readonly basis: Source | { readonly reason: string }
}

/**
 * How far a kind of target was tried. `applied`: a whole pod, on that day; `validated`: accepted by the engine and the
 * provider's own schema; `synthesised only`: nothing but JSON was made; `not there yet`: config does not take the kind.
 */
export type TargetProof =
  | { readonly state: 'applied'; readonly on: string; readonly text: string }
  | { readonly state: 'validated' | 'synthesised only' | 'not there yet'; readonly text: string }

/** One kind of target: what it does with each part of a pod, and how far that was tried. */
export interface TargetKindFacts {
  readonly title: string
  readonly proof: TargetProof
  readonly capabilities: Readonly<Record<TargetCapability, TargetCell>>
}

/** The proof in a few words: `applied on 2026-11-24`. */
export function proofWords(proof: TargetProof): string {
  return proof.state === 'applied' ? `applied on ${proof.on}` : proof.state
}

/** A cell whose text a source gives. */
export function sourced(word: string, text: string, key: string, grade: Source['grade']): TargetCell {
  return { word, text, basis: { key, grade } }
}

/** A cell that is so because superpod is made so. */
export function ours(word: string, text: string, reason: string): TargetCell {
  return { word, text, basis: { reason } }
}
