import type { ChangeAction } from '#catalog'

/** One thing that a stack would change: a typed resource, a release, or one object inside a release. */
export interface Change {
  /** Terraform address; for an object inside a release, that of the release with the object's key: `helm_release.x["Kind/name"]`. */
  readonly address: string
  readonly action: ChangeAction
  /** Kubernetes kind, `HelmRelease`, or the kind of a layer below (`Cluster`, `NodePool`). */
  readonly kind: string
  /** Empty for what lives in no namespace. */
  readonly namespace: string
  readonly name: string
  /** Chart of a release. */
  readonly chart?: string
  /** State before, as far as it is known: compared field by field. */
  readonly before?: unknown
  /** State after. */
  readonly after?: unknown
}

/** A change as `plan --json` has it. */
export type ChangeFacts = Pick<Change, 'address' | 'action' | 'kind' | 'namespace' | 'name'>

/** The part of a change that others may rely on. */
export function changeFacts({ address, action, kind, namespace, name }: Change): ChangeFacts {
  return { address, action, kind, namespace, name }
}

/** Address of the resource that a change is part of: `helm_release.x["Kind/name"]` is part of `helm_release.x`. */
export function resourceAddress(address: string): string {
  return address.replace(/\[".*$/s, '')
}
