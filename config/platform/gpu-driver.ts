import { z } from 'zod'
import { Name, Reference } from '../name.ts'

/** Version of a driver: `"580.126.20"`, in quotes. */
const DriverVersion = z
  .string()
  .regex(/^\d{3}\.\d{1,3}(?:\.\d{1,3})?$/, 'a version such as "580.126.20"')
  .meta({ description: 'Version of the driver, in quotes.', examples: ['580.126.20'] })

const KernelModule = z
  .enum(['auto', 'open', 'proprietary'])
  .meta({ description: 'Kind of kernel module; auto leaves it to the driver, by its GPU.', source: 'GPUOP-DOC' })

/** How many systems may be without their driver at once: a number, or a share such as 10%. */
const Unavailable = z
  .union([
    z.int().min(1).meta({ description: 'Systems.', unit: 'systems' }),
    z.string().regex(/^[1-9]\d?%$/, 'a share such as 10%'),
  ])
  .meta({
    description: 'Systems that may be without their driver at once, or a share of them such as 10%.',
    unit: 'systems',
  })

/** How a new driver gets onto systems. */
const DriverRollout = z
  .strictObject({
    autoUpgrade: z.boolean().default(false).meta({
      description: 'Whether the operator puts a changed driver onto systems by itself: then a rollout starts at apply.',
    }),
    maxUnavailable: Unavailable.default(1),
    maxParallel: z.int().min(1).default(1).meta({ description: 'Systems that change at once.', unit: 'systems' }),
    drain: z.boolean().default(false).meta({
      description: 'Whether a system is drained of everything, where evicting what uses its GPUs is not enough.',
    }),
    canary: z
      .strictObject({
        place: Reference.meta({ description: 'System, rack, scalable unit or pool that has the other driver first.' }),
        version: DriverVersion,
      })
      .optional()
      .meta({ description: 'Systems that have another driver than the rest, to try it.' }),
  })
  .meta({ id: 'DriverRollout', description: 'How a new driver gets onto systems.' })

/** The driver of the GPUs, where the operator brings it. */
export const GpuDriver = z
  .strictObject({
    version: DriverVersion.optional().meta({
      description: 'Version of the driver; by default what this version of the operator brings.',
      source: 'GPUOP',
    }),
    kernelModule: KernelModule.default('auto'),
    rollout: DriverRollout.prefault({}),
    pools: z
      .record(
        Name,
        z.strictObject({ version: DriverVersion.optional(), kernelModule: KernelModule.optional() }).meta({
          description: 'What the driver of one pool differs in.',
        }),
      )
      .default({})
      .meta({ description: 'Pools whose driver differs, by name.' }),
  })
  .meta({ id: 'GpuDriver', description: 'The driver of the GPUs, where the operator brings it.' })
export type GpuDriver = z.output<typeof GpuDriver>
