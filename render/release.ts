import type { KubeObject } from '#core'
import { type NameOf, plainText, plainValue } from './terraform-text.ts'

/** One Helm release of a stack, as data. */
export interface RenderedRelease {
  /** Terraform address. */
  readonly address: string
  readonly name: string
  readonly namespace: string
  /** Name of the chart, or a path relative to the stack's folder. */
  readonly chart: string
  /** Public home of the chart: an `https` Helm repository, or an `oci` folder. */
  readonly repository?: string
  readonly version?: string
  readonly values: Readonly<Record<string, unknown>>
  /** What a release of the `objects` chart carries; undefined for any other chart. */
  readonly objects?: readonly KubeObject[]
}

/** The chart whose values are objects: its path in every stack. */
const objectsChart = './charts/objects'

/** Arguments of a release, besides those that end in its rendering: how Helm goes about it, not what comes of it. */
const behaviour = ['create_namespace', 'max_history', 'wait', 'timeout', 'depends_on']

/**
 * A `helm_release` as data.
 * @throws Error at an argument that nobody has thought of here
 */
export function renderedRelease(
  address: string,
  args: Readonly<Record<string, unknown>>,
  nameOf: NameOf,
): RenderedRelease {
  const { name, namespace, chart, repository, version, values, ...rest } = args
  const unknown = Object.keys(rest).find((argument) => !behaviour.includes(argument))
  if (unknown !== undefined) throw new Error(`${address} has the argument '${unknown}', which has no rendering`)
  const text = (argument: string, value: unknown): string => {
    if (typeof value !== 'string') throw new Error(`${address} has no ${argument}`)
    return plainText(value, nameOf)
  }
  const known = valuesOf(address, values, nameOf)
  return {
    address,
    name: text('name', name),
    namespace: text('namespace', namespace),
    chart: text('chart', chart),
    ...(repository === undefined ? {} : { repository: text('repository', repository) }),
    ...(version === undefined ? {} : { version: text('version', version) }),
    values: known,
    ...(chart === objectsChart ? { objects: Object.values(known['objects'] as Record<string, KubeObject>) } : {}),
  }
}

// our constructs write all values as one JSON text
function valuesOf(address: string, values: unknown, nameOf: NameOf): Record<string, unknown> {
  const [document, ...more] = Array.isArray(values) ? values : []
  if (typeof document !== 'string' || more.length > 0) throw new Error(`${address} has not one text of values`)
  return plainValue(JSON.parse(document), nameOf) as Record<string, unknown>
}
