import type { KubeObject } from '#core'

/** A stack in Terraform's JSON syntax, as far as its delivery reads it. */
export interface StackJson {
  readonly terraform?: Readonly<Record<string, unknown>>
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>
  readonly [block: string]: unknown
}

/** One typed resource, as the object that it becomes. */
export interface StackObject {
  /** Terraform address. */
  readonly address: string
  readonly object: KubeObject
}

/** One Helm release of a stack. */
export interface StackRelease {
  /** Terraform address. */
  readonly address: string
  readonly name: string
  readonly namespace: string
  /** Name of the chart, or a path relative to the stack's folder. */
  readonly chart: string
  /** Public home of the chart: an `https` Helm repository, or an `oci` folder. */
  readonly repository?: string | undefined
  readonly version?: string | undefined
  readonly values: Readonly<Record<string, unknown>>
}

/** One synthesised stack, with what it becomes on a cluster. */
export interface DeliveryStack {
  readonly name: string
  readonly layer: 'cluster' | 'platform' | 'tenant'
  readonly tenant?: string | undefined
  readonly json: StackJson
  /** Files beside the JSON, by their path relative to the stack's folder. */
  readonly files: Readonly<Record<string, string>>
  readonly objects: readonly StackObject[]
  readonly releases: readonly StackRelease[]
}

/** Arguments of a resource, by its address; empty where the stack has none of that address. */
export function resourceArguments({ json }: DeliveryStack, address: string): Readonly<Record<string, unknown>> {
  const dot = address.indexOf('.')
  return json.resource?.[address.slice(0, dot)]?.[address.slice(dot + 1)] ?? {}
}
