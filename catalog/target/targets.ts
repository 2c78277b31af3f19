import { aksTarget, eksTarget, gkeTarget } from './cloud-targets.ts'
import { kindTarget, kubeconfigTarget, twinTarget } from './local-targets.ts'
import type { TargetKindFacts } from './target-kind.ts'

/** Every kind of target, from the one nearest to a newcomer to the furthest. */
export const targetKinds = {
  twin: twinTarget,
  kind: kindTarget,
  kubeconfig: kubeconfigTarget,
  eks: eksTarget,
  gke: gkeTarget,
  aks: aksTarget,
} as const satisfies Readonly<Record<string, TargetKindFacts>>

/** Name of a kind of target. */
export type TargetKindName = keyof typeof targetKinds

/**
 * Whether a target is of this computer alone, and only plays the machine: a twin or a kind cluster. Nobody else can have
 * made what is there, and no work is lost with it.
 */
export function isOfThisComputer({ kind }: { readonly kind: TargetKindName }): boolean {
  return kind === 'twin' || kind === 'kind'
}
