import { Construct } from 'constructs'
import { jobSetChart } from '#catalog'
import { chartRelease } from './chart-release.ts'
import type { Placement } from './placement.ts'

export interface JobSetReleaseProps {
  /** Version of the chart, without `v`. */
  readonly version: string
  readonly namespace: string
  /** Management nodes. */
  readonly placement: Placement
  /** Controllers, one of which leads; from two on, one is always kept. @default 2 */
  readonly replicas?: number
}

/**
 * JobSet: runs jobs of several parts as one. Its CRD lies in the chart's `crds/`: Helm makes it once, never upgrades it,
 * and leaves it, and every JobSet, where the release goes.
 */
export class JobSetRelease extends Construct {
  constructor(scope: Construct, id: string, { version, namespace, placement, replicas = 2 }: JobSetReleaseProps) {
    super(scope, id)
    chartRelease(this, 'Resource', {
      chart: jobSetChart,
      version,
      namespace,
      wait: true,
      values: {
        controller: {
          replicas,
          ...(replicas > 1 ? { podDisruptionBudget: { enabled: true, minAvailable: replicas - 1 } } : {}),
          ...placement,
        },
      },
    })
  }
}
