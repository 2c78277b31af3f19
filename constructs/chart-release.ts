import type { Construct } from 'constructs'
import type { Chart } from '#catalog'
import { escaped, type ITerraformDependable, Release } from '#terraform'

/** A release of somebody's chart. */
export interface ChartReleaseProps {
  readonly chart: Chart
  /** Version as the chart writes it. */
  readonly version: string
  readonly namespace: string
  readonly values: unknown
  /** Whether to wait until its Deployments are ready: never for charts with node DaemonSets. */
  readonly wait: boolean
  /** How long to wait. @default 300 */
  readonly timeoutSeconds?: number
  readonly dependsOn?: readonly ITerraformDependable[]
}

/**
 * What every release of ours has: it fails where it stands and goes forward from there. Never `atomic` (a failed first
 * install would take its CRDs along), never `upgrade_install` (it asks the cluster at plan time).
 */
export const releaseDefaults = {
  createNamespace: false,
  // each revision is a Secret with all values: the default keeps every one for ever
  maxHistory: 5,
} as const

/** A `helm_release` of a chart from its public home, or from a mirror where delivery finds one. */
export function chartRelease(scope: Construct, id: string, props: ChartReleaseProps): Release {
  const { chart, version, namespace, values, wait, timeoutSeconds = 300, dependsOn } = props
  return new Release(scope, id, {
    ...releaseDefaults,
    name: chart.name,
    chart: chart.name,
    // a folder of a git repository is no home that Helm knows: the mirror has it, or nobody
    ...(chart.folder === undefined ? { repository: chart.repository.value } : {}),
    version,
    namespace,
    values: [escaped(JSON.stringify(values))],
    wait,
    timeout: timeoutSeconds,
    ...(dependsOn ? { dependsOn: [...dependsOn] } : {}),
  })
}
