import { Construct } from 'constructs'
import { type KubeObject, objectKey } from '#core'
import { escaped, type ITerraformDependable, Release } from '#terraform'
import { releaseDefaults } from './chart-release.ts'
import { stackLabel, systemNamespace } from './labels.ts'
import { objectsChartPath, objectsChartVersion } from './objects-chart.ts'
import { siteOf } from './site.ts'
import { siteObject } from './site-object.ts'

export interface ObjectsReleaseProps {
  /** Name of the release, unique in its namespace: at most 53 characters. */
  readonly name: string
  /** Objects, in any order; no two of one kind, namespace and name. */
  readonly objects: readonly KubeObject[]
  /** Namespace of the release, not of its objects. @default superpod-system */
  readonly namespace?: string
  /** Whether to wait until they are ready: never with node DaemonSets. @default true */
  readonly wait?: boolean
  /** What must be there before the objects are. */
  readonly dependsOn?: readonly ITerraformDependable[]
}

/**
 * Custom resources, as values of one generic local chart: no CRD is asked for at plan time, and one changed object is
 * one changed line. It waits, which costs nothing on the way in, and makes a destroy go on only when all are gone.
 */
export class ObjectsRelease extends Construct {
  constructor(scope: Construct, id: string, props: ObjectsReleaseProps) {
    super(scope, id)
    const { name, namespace = systemNamespace, wait = true, dependsOn } = props
    const site = siteOf(this)
    const objects = props.objects.map((object) => siteObject(object, site))
    new Release(this, 'Resource', {
      ...releaseDefaults,
      name,
      chart: objectsChartPath,
      version: objectsChartVersion,
      namespace,
      values: [escaped(JSON.stringify({ objects: byKey(objects, stackLabel(this)) }))],
      wait,
      timeout: 300,
      ...(dependsOn ? { dependsOn: [...dependsOn] } : {}),
    })
  }
}

function byKey(objects: readonly KubeObject[], labels: Record<string, string>): Record<string, KubeObject> {
  // values are text to Terraform: a token in them would reach the cluster as it is written
  const bound = objects.find(({ metadata: { namespace = '' } }) => namespace.includes('${'))
  if (bound) throw new Error(`${bound.kind} ${bound.metadata.name} has a token for its namespace`)
  const entries = objects.map((object): [string, KubeObject] => {
    const metadata = { ...object.metadata, labels: { ...object.metadata.labels, ...labels } }
    return [objectKey(object), { ...object, metadata }]
  })
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  const twice = entries.find(([key], index) => key === entries[index + 1]?.[0])
  if (twice) throw new Error(`two objects are ${twice[0]}`)
  return Object.fromEntries(entries)
}
