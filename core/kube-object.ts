/** Any Kubernetes object, as plain data. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    readonly [field: string]: unknown
  }
  readonly [field: string]: unknown
}

/** Name of an object for people and maps: `Kind/name`, or `Kind/namespace/name`. */
export function objectKey({ kind, metadata }: KubeObject): string {
  return metadata.namespace ? `${kind}/${metadata.namespace}/${metadata.name}` : `${kind}/${metadata.name}`
}

/** The same for one kind among many: a server may answer in another version of the kind than it was asked in. */
export function groupedKey(object: KubeObject): string {
  const [group] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : ['']
  return `${group} ${objectKey(object)}`
}

/** Label of everything that a stack makes: the stack's name. */
export const stackLabel = 'superpod/stack'

/** Name of the stack that made an object; undefined where none of ours did. */
export function stackOf({ metadata }: KubeObject): string | undefined {
  return metadata.labels?.[stackLabel]
}
