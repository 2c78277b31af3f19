import { isDeepStrictEqual } from 'node:util'
import { type KubeObject, objectKey } from '#core'
import { resourceKind } from '#delivery'
import type { PodModel } from '#model'
import { rendered } from '#render'
import type { ReviewedStack, StackPair, StackThing } from '#review'
import { type ClusterLayer, type StackOutline, stackOutlines, synthesised } from '#stacks'
import type { TerraformJson } from '#terraform'

/** Two states of a pod's stacks: names of all, and those that can differ. */
export interface StackPairs {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly pairs: readonly StackPair[]
}

/** What makes the clusters of two models. */
export interface StackPairLayers {
  /** @default none */
  readonly before?: ClusterLayer | undefined
  /** @default none */
  readonly after?: ClusterLayer | undefined
}

/**
 * The stacks of two models that can differ, as what they bring to a cluster. Stacks whose inputs are equal are not even
 * constructed.
 * @param layers - what makes the cluster of each; a cluster whose layer is not given is left out of the pairs
 */
export function stackPairs(
  before: PodModel | undefined,
  after: PodModel | undefined,
  layers: StackPairLayers = {},
): StackPairs {
  const were = before ? stackOutlines(before, layers.before) : []
  const are = after ? stackOutlines(after, layers.after) : []
  const old = new Map(were.map((outline) => [outline.name, outline]))
  const now = new Map(are.map((outline) => [outline.name, outline]))
  const names = [...new Set([...now.keys(), ...old.keys()])]
  const pairs = names
    .map((name) => ({ before: old.get(name), after: now.get(name) }))
    .filter((pair) => !pair.before || !pair.after || !isDeepStrictEqual(pair.before.inputs, pair.after.inputs))
    .filter(({ before: was, after: is }) => canBeMade(was, layers.before) && canBeMade(is, layers.after))
    .map((pair) => ({ before: made(pair.before), after: made(pair.after) }))
  return { before: [...old.keys()], after: [...now.keys()], pairs }
}

function canBeMade(outline: StackOutline | undefined, layer: ClusterLayer | undefined): boolean {
  return outline?.layer !== 'cluster' || layer !== undefined
}

function made(outline: StackOutline | undefined): ReviewedStack | undefined {
  if (!outline) return undefined
  const { name, layer, tenant, json } = synthesised(outline)
  if (layer === 'cluster') return { name, things: resources(json) }
  const { objects, releases } = rendered(json)
  const typed = objects.map(({ address, object }) => thing(address, object))
  const inside = releases.flatMap(({ address, objects: own, ...release }): StackThing[] => {
    if (own) return own.map((object) => thing(`${address}[${JSON.stringify(objectKey(object))}]`, object))
    const { name: releaseName, namespace, chart, repository, version, values } = release
    const content = { repository, version, values }
    return [{ address, kind: 'HelmRelease', namespace, name: releaseName, chart, content }]
  })
  return { name, ...(tenant === undefined ? {} : { tenant }), things: [...typed, ...inside] }
}

/** What a cluster is made of, resource by resource: none of it is an object of the cluster. */
function resources({ resource = {} }: TerraformJson): StackThing[] {
  return Object.entries(resource).flatMap(([type, byName]) => {
    return Object.entries(byName).map(([name, content]): StackThing => {
      const own = content['name']
      const kind = resourceKind(type)
      return {
        address: `${type}.${name}`,
        type,
        kind,
        namespace: '',
        name: typeof own === 'string' ? own : name,
        content,
      }
    })
  })
}

function thing(address: string, object: KubeObject): StackThing {
  const { kind, metadata } = object
  return { address, kind, namespace: metadata.namespace ?? '', name: metadata.name, content: object }
}
