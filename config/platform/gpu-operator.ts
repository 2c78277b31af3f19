import { z } from 'zod'
import { defaultVersions } from '#catalog'
import { ChartVersionWithV } from '../version.ts'
import { componentFields } from './component.ts'

/** NVIDIA's GPU operator. */
export const GpuOperator = z
  .strictObject({ ...componentFields('the GPU operator', ChartVersionWithV, defaultVersions.gpuOperator) })
  .meta({ id: 'GpuOperator', description: "NVIDIA's GPU operator, by its own chart." })
