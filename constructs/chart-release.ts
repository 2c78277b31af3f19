import type { Construct } from 'constructs'
import type { Chart } from '#catalog'
import { escaped, type ITerraformDependable, Release } from '#terraform'
import { siteOf } from './site.ts'
import { siteValues } from './site-values.ts'

/** A release of somebody's chart. */
export interface ChartReleaseProps {
  readonly chart: Chart
  /** Version as the chart writes it. */
  readonly version: string
  readonly namespace: string
  readonly values: Readonly<Record<string, unknown>>
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

/**
 * A `helm_release` of a chart from the site's repository, its public home where it has none, or a mirror where delivery
 * finds one. What the site asks of every chart is in its values.
 */
export function chartRelease(scope: Construct, id: string, props: ChartReleaseProps): Release {
  const { chart, version, namespace, values, wait, timeoutSeconds = 300, dependsOn } = props
  const site = siteOf(scope)
  return new Release(scope, id, {
    ...releaseDefaults,
    name: chart.name,
    chart: chart.name,
    // a folder of a git repository is no home that Helm knows: the mirror has it, or the site's own registry
    ...homeOf(chart, site.charts),
    version,
    namespace,
    values: [escaped(JSON.stringify(siteValues(chart.name, version, values, site)))],
    wait,
    timeout: timeoutSeconds,
    ...(dependsOn ? { dependsOn: [...dependsOn] } : {}),
  })
}

function homeOf({ folder, repository }: Chart, own: string | undefined): { repository?: string } {
  if (own !== undefined) return { repository: own }
  return folder === undefined ? { repository: repository.value } : {}
}
