import { z } from 'zod'
import { defaultVersions, draDriverVersion } from '#catalog'
import { Name } from '../name.ts'
import { ChartVersion, ChartVersionWithV } from '../version.ts'
import { componentFields } from './component.ts'
import { GpuDriver } from './gpu-driver.ts'
import { GpuSharing } from './gpu-sharing.ts'

/** ComputeDomains: NVLink over several systems, for pods. */
const ComputeDomains = z
  .strictObject({
    enabled: z.boolean().optional().meta({
      description: 'Whether superpod installs them; by default where systems share an NVLink domain.',
    }),
    version: ChartVersion.default(draDriverVersion.value).meta({
      description: 'Version of the chart of the DRA driver, which brings them.',
      source: 'DRA-DRIVER',
    }),
  })
  .meta({ id: 'ComputeDomains', description: 'ComputeDomains: NVLink over several systems, for pods.' })

/** NVIDIA's GPU operator. */
export const GpuOperator = z
  .strictObject({
    ...componentFields('the GPU operator', ChartVersionWithV, defaultVersions.gpuOperator),
    mode: z.enum(['dgx-os', 'managed']).default('dgx-os').meta({
      description: "dgx-os: driver and container toolkit are the host's. managed: the operator brings both.",
      source: 'GPUOP-DOC',
    }),
    driver: GpuDriver.optional(),
    isolation: z.enum(['volume-mounts', 'cdi']).optional().meta({
      description:
        'How a pod gets its GPUs, so that one that asks for none sees none: volume-mounts in mode dgx-os, where the host has its part, and cdi in mode managed.',
      source: 'GPUOP-DOC',
    }),
    proofDays: z.int().min(1).max(3650).default(90).meta({
      description: 'Days for which a proof holds that a pod which asks for no GPU sees none on a system.',
      unit: 'days',
    }),
    sharing: z.record(Name, GpuSharing).default({}).meta({
      description: 'How GPUs are shared, by pool: shared, or a dedicated tenant. What is not named has whole GPUs.',
    }),
    computeDomains: ComputeDomains.prefault({}),
    clusterPolicy: z.boolean().default(true).meta({
      description: 'Whether a ClusterPolicy runs the device plugin, which serves nvidia.com/gpu.',
      source: 'GPUOP-DOC',
    }),
    gpuCluster: z.boolean().default(false).meta({
      description:
        'Whether a GPUCluster runs DRA instead: experimental, new clusters only, never beside a ClusterPolicy.',
      source: 'GPUOP-DOC',
    }),
  })
  // on DGX OS the nvidia runtime is the default one, which takes no CDI devices; the operator's own toolkit does
  .transform(({ isolation, ...rest }) => ({
    ...rest,
    isolation: isolation ?? (rest.mode === 'managed' || rest.gpuCluster ? 'cdi' : 'volume-mounts'),
  }))
  .meta({ id: 'GpuOperator', description: "NVIDIA's GPU operator, by its own chart." })
export type GpuOperator = z.output<typeof GpuOperator>
