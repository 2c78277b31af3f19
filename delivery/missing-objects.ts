import type { KubeObject } from '#core'
import { type Cluster, inParallel } from '#kube'
import type { Change } from './change.ts'
import type { DeliveryStack, StackRelease } from './delivery-stack.ts'
import { manifestObjects } from './manifest-objects.ts'
import { insideObjects, type LiveObjects } from './owned-objects.ts'
import { isPending, type LiveReleases, releaseContent } from './release-record.ts'
import { objectsInValues } from './release-values.ts'

/** An object that a release should have and that is not there: neither Terraform nor Helm looks. */
export interface MissingObject {
  readonly change: Change
  /** The object with Helm's ownership on it, so that Helm still knows it. */
  readonly object: KubeObject
}

/** What is missing from a stack's releases; a release that is not there at all is not counted, its plan makes it. */
export async function missingObjects(
  cluster: Cluster,
  stack: DeliveryStack,
  live: LiveObjects,
  releases: LiveReleases,
): Promise<MissingObject[]> {
  const settled = (release: StackRelease) => {
    const newest = releases.newest(release)
    return newest?.status === 'deployed' || (newest !== undefined && isPending(newest))
  }
  const own = insideObjects(stack)
    .filter(({ release, object }) => settled(release) && !live.has(object))
    .map(({ address, release, object }) => missing(address, release, object))
  const foreign = stack.releases.filter((release) => !objectsInValues(release.values) && settled(release))
  const ofCharts = await Promise.all(foreign.map((release) => missingOfChart(cluster, release, releases)))
  return [...own, ...ofCharts.flat()]
}

async function missingOfChart(
  cluster: Cluster,
  release: StackRelease,
  releases: LiveReleases,
): Promise<MissingObject[]> {
  const newest = releases.newest(release)
  const content = newest && releaseContent(newest)
  const found = await inParallel(manifestObjects(content?.manifest ?? ''), 8, async (each) => {
    const { apiVersion, kind, metadata } = each.ref
    const ref = { apiVersion, kind, metadata: { namespace: release.namespace, ...metadata } }
    if (await cluster.get(ref)) return undefined
    const key = metadata.namespace ? `${kind}/${metadata.namespace}/${metadata.name}` : `${kind}/${metadata.name}`
    return missing(`${release.address}[${JSON.stringify(key)}]`, release, inNamespace(each.object(), release.namespace))
  })
  return found.filter((each) => each !== undefined)
}

const clusterWide =
  /^(Cluster.*|Namespace|CustomResourceDefinition|APIService|.*Class|.*WebhookConfiguration|.*AdmissionPolicy(Binding)?)$/

/** Charts may leave the namespace out: Helm puts what lives in one into that of the release. */
function inNamespace(object: KubeObject, namespace: string): KubeObject {
  if (object.metadata.namespace || clusterWide.test(object.kind)) return object
  return { ...object, metadata: { ...object.metadata, namespace } }
}

function missing(address: string, release: StackRelease, object: KubeObject): MissingObject {
  const { metadata, kind } = object
  const owned: KubeObject = {
    ...object,
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: {
        ...metadata.annotations,
        'meta.helm.sh/release-name': release.name,
        'meta.helm.sh/release-namespace': release.namespace,
      },
    },
  }
  const { name, namespace = '' } = metadata
  return { object: owned, change: { address, action: 'create', kind, namespace, name, after: object } }
}
