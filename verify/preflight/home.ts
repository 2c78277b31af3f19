import { type KubeObject, stackLabel, stackOf } from '#core'
import type { LiveObject } from '#kube'
import { type PodModel, stackName } from '#model'
import type { Site } from './site.ts'

/** An object that config has, and the Helm release that brings it; undefined for what Terraform makes itself. */
export interface PlannedObject {
  readonly object: KubeObject
  readonly release?: { readonly namespace: string; readonly name: string }
}

/** What on a cluster belongs to this pod on this target. */
export interface Home {
  /** Whether something of the pod was applied here before. */
  readonly isThere: boolean
  /** Whether a namespace was made by one of the pod's stacks. */
  isOurs(namespace: string): boolean
  /** Whether an object carries the label of one of the pod's stacks. */
  isLabelled(object: LiveObject): boolean
  /** Whether Helm made it in a namespace of ours. */
  isReleased(object: LiveObject): boolean
}

const ownNamespace = 'superpod-system'

/** What belongs to a pod, by the label that its stacks put on everything. @param planned - namespaces that its stacks make */
export function homeOf(
  model: PodModel,
  planned: readonly string[],
  { namespaces = [] }: Pick<Site, 'namespaces'>,
): Home {
  const isLabelled = (object: LiveObject) => {
    const stack = stackOf(object)
    if (stack === undefined) return false
    return stack === stackName(model, 'platform') || stack.startsWith(stackName(model, 'tenant', ''))
  }
  const labelled = new Set(namespaces.filter(isLabelled).map(({ metadata }) => metadata.name))
  const isThere = labelled.has(ownNamespace)
  // a hand may have taken the label off one of them: the next apply puts it back
  const isOurs = (name: string) => labelled.has(name) || (isThere && planned.includes(name))
  return {
    isThere,
    isOurs,
    isLabelled,
    isReleased: ({ metadata }) => isOurs(metadata.annotations?.['meta.helm.sh/release-namespace'] ?? ''),
  }
}

/** Who seems to have made an object: a stack of another pod, a Helm release, or somebody by hand. */
export function makerOf({ metadata }: LiveObject): string {
  const stack = metadata.labels?.[stackLabel]
  if (stack !== undefined) return `the stack ${stack}`
  const { 'meta.helm.sh/release-name': release, 'meta.helm.sh/release-namespace': namespace } =
    metadata.annotations ?? {}
  if (release !== undefined) return `the Helm release ${namespace}/${release}`
  return metadata.labels?.['app.kubernetes.io/managed-by'] ?? 'somebody else'
}
