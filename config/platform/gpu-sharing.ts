import { z } from 'zod'

/** Most slices of one GPU that its time or its processes are divided into: ours to choose, no source gives one. */
const mostReplicas = 48

const Replicas = z.int().min(2).max(mostReplicas)

/** Multi-Instance GPU: slices with memory and faults of their own. */
const Mig = z
  .strictObject({
    strategy: z.enum(['single', 'mixed']).default('single').meta({
      description: 'single: slices are nvidia.com/gpu. mixed: each profile is a resource. One for the whole cluster.',
      source: 'GPUOP-DOC',
    }),
    layout: z
      .string()
      .regex(/^(all-balanced|\dg\.\d{1,3}gb)$/, 'a profile such as 1g.10gb, or all-balanced')
      .meta({
        description: 'How each GPU is cut: wholly into one profile, or all-balanced.',
        examples: ['1g.10gb'],
        source: 'MIG',
      }),
  })
  .meta({ id: 'Mig', description: 'Multi-Instance GPU: slices with memory and faults of their own.' })

/** How the GPUs of a pool are shared: whole, unless one of these is given. */
export const GpuSharing = z
  .strictObject({
    mig: Mig.optional(),
    timeSlicing: z
      .strictObject({
        replicas: Replicas.meta({ description: 'Pods that take turns on one GPU.', unit: 'pods for each GPU' }),
      })
      .optional()
      .meta({
        description: 'Pods take turns on a GPU: neither memory nor faults are kept apart.',
        source: 'GPUOP-DOC',
      }),
    mps: z
      .strictObject({
        replicas: Replicas.meta({ description: 'Pods that run on one GPU at once.', unit: 'pods for each GPU' }),
      })
      .optional()
      .meta({
        description: 'Pods run on a GPU at once, each with its part of it: experimental.',
        source: 'DEVICE-PLUGIN',
      }),
  })
  .meta({ id: 'GpuSharing', description: 'How the GPUs of a pool are shared: whole, unless one of these is given.' })
export type GpuSharing = z.output<typeof GpuSharing>
