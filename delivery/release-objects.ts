import type { KubeObject } from '#core'
import type { ObjectRef } from '#kube'
import type { StackRelease } from './delivery-stack.ts'
import { manifestObjects } from './manifest-objects.ts'
import type { ReleaseContent } from './release-record.ts'

/** One object of a chart of others, as Helm noted it when it made the release. */
export interface ChartObject {
  /** Address of the release with the object's key. */
  readonly address: string
  readonly ref: ObjectRef
  /** Parsed only where it is needed; with Helm's ownership on it. */
  object(): KubeObject
}

const clusterWide =
  /^(Cluster.*|Namespace|CustomResourceDefinition|APIService|.*Class|.*WebhookConfiguration|.*AdmissionPolicy(Binding)?)$/

/** The objects of a release as one of its revisions holds them; none where it cannot be read. */
export function chartObjects(release: StackRelease, content: ReleaseContent | undefined): ChartObject[] {
  return manifestObjects(content?.manifest ?? '').map((each) => {
    const { apiVersion, kind, metadata } = each.ref
    const key = metadata.namespace ? `${kind}/${metadata.namespace}/${metadata.name}` : `${kind}/${metadata.name}`
    return {
      address: `${release.address}[${JSON.stringify(key)}]`,
      ref: { apiVersion, kind, metadata: { namespace: release.namespace, ...metadata } },
      object: () => releaseObject(release, inNamespace(each.object(), release.namespace)),
    }
  })
}

/** An object with Helm's ownership on it, so that Helm still knows it when somebody else wrote it. */
export function releaseObject({ name, namespace }: StackRelease, object: KubeObject): KubeObject {
  const { labels, annotations } = object.metadata
  const owner = { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': namespace }
  const metadata = {
    ...object.metadata,
    labels: { ...labels, 'app.kubernetes.io/managed-by': 'Helm' },
    annotations: { ...annotations, ...owner },
  }
  return { ...object, metadata }
}

/** Charts may leave the namespace out: Helm puts what lives in one into that of the release. */
function inNamespace(object: KubeObject, namespace: string): KubeObject {
  if (object.metadata.namespace || clusterWide.test(object.kind)) return object
  return { ...object, metadata: { ...object.metadata, namespace } }
}
