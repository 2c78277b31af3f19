import { groupedKey, type KubeObject, stackLabel, stackOf } from '#core'
import type { Cluster } from '#kube'
import type { DeliveryStack, StackRelease } from './delivery-stack.ts'
import { objectsInValues } from './release-values.ts'

/** An object inside a release of ours. */
export interface InsideObject {
  /** Address of the release with the object's key. */
  readonly address: string
  readonly release: StackRelease
  readonly object: KubeObject
}

/** The objects that a stack's own releases carry in their values. */
export function insideObjects({ releases }: DeliveryStack): InsideObject[] {
  return releases.flatMap((release) =>
    Object.entries(objectsInValues(release.values) ?? {}).map(([key, object]) => ({
      address: `${release.address}[${JSON.stringify(key)}]`,
      release,
      object,
    })),
  )
}

/** Which objects with our label are on a cluster. */
export interface LiveObjects {
  /** Whether an object is there; true as well for one without our label: nobody has listed it. */
  has(object: KubeObject): boolean
  /** Keys of all that carry a stack's label, of the kinds that were listed. */
  ofStack(stack: string): readonly KubeObject[]
}

/** The live objects of the kinds that stacks make: one list a kind, by label. */
export async function liveObjects(cluster: Cluster, stacks: readonly DeliveryStack[]): Promise<LiveObjects> {
  const kinds = new Map<string, { apiVersion: string; kind: string }>()
  for (const object of stacks.flatMap(allObjects)) {
    kinds.set(`${object.apiVersion} ${object.kind}`, { apiVersion: object.apiVersion, kind: object.kind })
  }
  const lists = await Promise.all(
    [...kinds.values()].map((kind) => cluster.list({ ...kind, labels: { [stackLabel]: undefined } })),
  )
  const all: readonly KubeObject[] = lists.flat().filter(({ metadata }) => !metadata.deletionTimestamp)
  const keys = new Set(all.map((object) => groupedKey(object)))
  return {
    has: (object) => stackOf(object) === undefined || keys.has(groupedKey(object)),
    ofStack: (stack) => all.filter((object) => stackOf(object) === stack),
  }
}

/** The objects that stacks would find where there is no cluster. */
export const noLiveObjects: LiveObjects = { has: () => false, ofStack: () => [] }

function allObjects(stack: DeliveryStack): KubeObject[] {
  return [...stack.objects, ...insideObjects(stack)].map(({ object }) => object)
}
