import { Construct } from 'constructs'
import { trainerChart } from '#catalog'
import type { ITerraformDependable } from '#terraform'
import { chartRelease } from './chart-release.ts'
import type { Placement } from './placement.ts'

export interface TrainerReleaseProps {
  /** Version of the chart, without `v`. */
  readonly version: string
  readonly namespace: string
  /** Management nodes. */
  readonly placement: Placement
  /** Controllers, one of which leads. @default 2 */
  readonly replicas?: number
  /** JobSet, which it makes its jobs of. @default somebody else has brought it */
  readonly dependsOn?: readonly ITerraformDependable[]
}

/**
 * Kubeflow Trainer: makes JobSets of training jobs. JobSet comes by a release of its own, and neither its data cache nor
 * its own runtimes are installed. Its CRDs are templates of its chart: uninstalling it takes every TrainJob along.
 */
export class TrainerRelease extends Construct {
  constructor(scope: Construct, id: string, props: TrainerReleaseProps) {
    super(scope, id)
    const { version, namespace, placement, replicas = 2, dependsOn } = props
    chartRelease(this, 'Resource', {
      chart: trainerChart,
      version,
      namespace,
      wait: true,
      values: {
        jobset: { install: false },
        // the chart takes the first of two switches: left alone it brings LeaderWorkerSet without any cache
        dataCache: { enabled: false, lws: { install: false } },
        runtimes: { defaultEnabled: false },
        manager: { replicas, ...placement },
      },
      ...(dependsOn ? { dependsOn } : {}),
    })
  }
}
