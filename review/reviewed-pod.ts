import type { LoadedPod } from '#config'
import type { Finding, KubeObject } from '#core'
import type { PodModel } from '#model'

/** One thing that a stack brings to a cluster, as data. */
export interface StackThing {
  /** Terraform address; of an object inside a release, that of the release with the object's key. */
  readonly address: string
  /** Kubernetes kind, or `HelmRelease`. */
  readonly kind: string
  /** Empty for what lives in no namespace. */
  readonly namespace: string
  readonly name: string
  /** Type of the Terraform resource, of what a cluster is made of: its provider decides what it replaces. */
  readonly type?: string
  /** Chart of a release. */
  readonly chart?: string
  /** The object; of a release its chart's home, its version and its values. */
  readonly content: KubeObject | Readonly<Record<string, unknown>>
}

/** One stack of a pod, as far as a review reads it. */
export interface ReviewedStack {
  readonly name: string
  readonly tenant?: string
  readonly things: readonly StackThing[]
}

/** One state of a pod's config, with all that follows from it. */
export interface ReviewedPod {
  /** How a person calls this state: a git ref, or `worktree`. */
  readonly label: string
  readonly loaded: LoadedPod
  /** Undefined where the files have errors. */
  readonly model?: PodModel
  /** Those of files and model, with their places. */
  readonly findings: readonly Finding[]
  /** Names of all its stacks. */
  readonly stacks: readonly string[]
}
