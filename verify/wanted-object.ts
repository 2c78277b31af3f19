import type { KubeObject } from '#core'

/** An object as config has it, and where it comes from. */
export interface WantedObject {
  readonly stack: string
  /** Terraform address; for an object inside a release, that of the release with the object's key. */
  readonly address: string
  /** With everything that its delivery puts on it, Helm's ownership included. */
  readonly object: KubeObject
}
