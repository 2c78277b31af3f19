import type { Finding } from '#core'
import type { PodModel } from '../../pod-model.ts'
import { cloudSizeFindings } from './cloud-size.ts'
import { openReach } from './open-reach.ts'
import { shapeFindings } from './shape.ts'

/** Longest name of a cluster in GKE. */
const longestName = 40

/** Settings of a cluster in Google Kubernetes Engine that Google would refuse, or that do not fit the pod. */
export function gkeFindings(model: PodModel): Finding[] {
  const { target } = model
  const { gke } = target
  if (target.kind !== 'gke' || !gke) return []
  const path = `targets.${target.name}.gke`
  const shape = { cloud: 'gke', type: gke.systems.type, region: gke.region } as const
  return [
    ...shapeFindings(model, { ...shape, path: `${path}.systems.type`, regionPath: `${path}.region` }),
    ...cloudSizeFindings(model, 'gke', longestName),
    ...zoneElsewhere(gke, path),
    ...openReach(gke.reach, path).map((each) => ({ code: 'gke/reach-open', ...each })),
    ...driver(model),
  ]
}

type Section = NonNullable<PodModel['target']['gke']>

function zoneElsewhere({ region, systems: { zone } }: Section, path: string): Finding[] {
  if (zone.startsWith(`${region}-`)) return []
  return [
    {
      code: 'gke/zone-elsewhere',
      severity: 'error',
      path: `${path}.systems.zone`,
      message: `the zone ${zone} is not in the region ${region}`,
      remedy: `name a zone of ${region}, such as ${region}-b`,
    },
  ]
}

/** What nodes on Container-Optimized OS ask of the GPU operator. */
function driver({ platform: { gpuOperator } }: PodModel): Finding[] {
  if (gpuOperator.owner !== 'superpod') return []
  const path = 'platform.gpuOperator'
  if (gpuOperator.mode === 'managed') {
    return [
      {
        code: 'gke/driver-managed',
        severity: 'error',
        path: `${path}.mode`,
        message:
          'mode is managed, but nodes run Container-Optimized OS, for which the GPU operator has no driver (GPUOP-DOC)',
        remedy: "write mode: dgx-os in the target's override: the driver is then Google's",
      },
    ]
  }
  const byCdi: Finding[] =
    gpuOperator.isolation === 'cdi'
      ? []
      : [
          {
            code: 'gke/isolation',
            severity: 'error',
            path: `${path}.isolation`,
            message: `isolation is ${gpuOperator.isolation}, but on Container-Optimized OS GPUs get to pods by CDI alone (GPUOP-DOC)`,
            remedy: "write isolation: cdi in the target's override",
          },
        ]
  return [
    ...byCdi,
    {
      code: 'gke/driver-installer',
      severity: 'info',
      path: `${path}.mode`,
      message:
        "the driver comes from Google's installer, a DaemonSet that superpod neither writes nor verifies (GPUOP-DOC)",
      remedy: 'apply it once the cluster is there, as docs/targets/gke.md says',
    },
  ]
}
