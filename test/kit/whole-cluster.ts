import { type KubeObject, objectKey } from '#core'
import { type Cluster, inParallel, type LiveObject } from '#kube'

interface ServedKind {
  readonly name: string
  readonly kind: string
  readonly verbs: readonly string[]
}

/** Kinds that tell of the moment, and not of what somebody made. */
const ofTheMoment = ['Event', 'Lease', 'Endpoints', 'EndpointSlice', 'ReplicaSet', 'ControllerRevision', 'CSINode']

/** Every object of a cluster, of whatever kind it serves, in no order; what tells of the moment only is left out. */
export async function wholeCluster(cluster: Cluster): Promise<LiveObject[]> {
  const { groups } = await cluster.send<{ groups: { preferredVersion: { groupVersion: string } }[] }>({
    method: 'GET',
    path: '/apis',
    action: 'name its API groups',
  })
  const versions = ['v1', ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)]
  const kinds = await inParallel(versions, 8, async (apiVersion) => {
    const path = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`
    const { resources } = await cluster.send<{ resources: ServedKind[] }>({
      method: 'GET',
      path,
      action: 'name its kinds',
    })
    return resources
      .filter(({ name, kind, verbs }) => verbs.includes('list') && !name.includes('/') && !ofTheMoment.includes(kind))
      .map(({ kind }) => ({ apiVersion, kind }))
  })
  return (await inParallel(kinds.flat(), 8, (kind) => cluster.list(kind))).flat()
}

/** What tells whether anybody touched an object: by its key, who it is and which content it has. */
export function footprints(objects: readonly LiveObject[]): Map<string, string> {
  return new Map(objects.map((object) => [keyOf(object), JSON.stringify(footprint(object))]))
}

function footprint({ metadata, status, ...rest }: LiveObject) {
  const { managedFields: _fields, resourceVersion, ...own } = metadata
  // a controller that only tells its status moves the version too
  const version = status === undefined && own['generation'] === undefined ? { resourceVersion } : {}
  return { ...rest, metadata: { ...own, ...version } }
}

/** Keys of what came, went or became other between two looks, in ascending order. */
export function touched(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).sort()
}

/** Key of an object: kind, namespace and name, with the group where one has it. */
export function keyOf(object: KubeObject): string {
  const [group, version] = object.apiVersion.split('/')
  return version ? `${objectKey(object)} (${group})` : objectKey(object)
}
