import type { Target } from './target.ts'

/** The section of a target's file that goes with its kind; a twin and an existing cluster have none. */
export const targetSections = {
  kind: 'kindCluster',
  eks: 'eks',
  gke: 'gke',
  aks: 'aks',
} as const satisfies Partial<Record<Target['kind'], keyof Target>>

/** Kinds of target whose cluster is made here: those have a cluster layer. */
export type MadeKind = keyof typeof targetSections

/** Whether the cluster of a kind of target is made here. */
export function isMade(kind: Target['kind']): kind is MadeKind {
  return kind in targetSections
}
