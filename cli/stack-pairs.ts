import { isDeepStrictEqual } from 'node:util'
import { type KubeObject, objectKey } from '#core'
import type { PodModel } from '#model'
import { rendered } from '#render'
import type { ReviewedStack, StackPair, StackThing } from '#review'
import { type StackOutline, stackOutlines, synthesised } from '#stacks'

/** Two states of a pod's stacks: names of all, and those that can differ. */
export interface StackPairs {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly pairs: readonly StackPair[]
}

/**
 * The stacks of two models that can differ, as what they bring to a cluster. Stacks whose inputs are equal are not even
 * constructed.
 */
export function stackPairs(before: PodModel | undefined, after: PodModel | undefined): StackPairs {
  const [were, are] = [before, after].map((model) => (model ? stackOutlines(model) : []))
  const old = new Map(were?.map((outline) => [outline.name, outline]))
  const now = new Map(are?.map((outline) => [outline.name, outline]))
  const names = [...new Set([...now.keys(), ...old.keys()])]
  const pairs = names
    .map((name) => ({ before: old.get(name), after: now.get(name) }))
    .filter((pair) => !pair.before || !pair.after || !isDeepStrictEqual(pair.before.inputs, pair.after.inputs))
    .map((pair) => ({ before: made(pair.before), after: made(pair.after) }))
  return { before: [...old.keys()], after: [...now.keys()], pairs }
}

function made(outline: StackOutline | undefined): ReviewedStack | undefined {
  if (!outline) return undefined
  const { name, tenant, json } = synthesised(outline)
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

function thing(address: string, object: KubeObject): StackThing {
  const { kind, metadata } = object
  return { address, kind, namespace: metadata.namespace ?? '', name: metadata.name, content: object }
}
