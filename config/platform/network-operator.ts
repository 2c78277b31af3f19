import { z } from 'zod'
import { defaultVersions } from '#catalog'
import { ChartVersion } from '../version.ts'
import { componentFields } from './component.ts'

/** NVIDIA's network operator. */
export const NetworkOperator = z
  .strictObject({ ...componentFields('the network operator', ChartVersion, defaultVersions.networkOperator) })
  .meta({ id: 'NetworkOperator', description: "NVIDIA's network operator, by its own chart." })
