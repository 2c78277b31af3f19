import type { KubeObject } from '#core'

/** What names one object of a cluster. Any whole object is a reference to itself. */
export interface ObjectRef {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
}

/** A reference for people: `Job genomics-train/gang`, `Node su1-r01-s1`. */
export function printedRef({ kind, metadata: { name, namespace } }: ObjectRef): string {
  return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`
}

/** An object as the API gives it: with what the server adds. */
export type LiveObject = KubeObject & {
  readonly metadata: { readonly uid: string; readonly resourceVersion: string; readonly deletionTimestamp?: string }
}
