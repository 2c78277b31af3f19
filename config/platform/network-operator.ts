import { z } from 'zod'
import { defaultVersions } from '#catalog'
import { ChartVersion } from '../version.ts'
import { componentFields } from './component.ts'
import { Rails } from './rails.ts'
import { Ufm } from './ufm.ts'

/** NVIDIA's network operator. */
export const NetworkOperator = z
  .strictObject({
    ...componentFields('the network operator', ChartVersion, defaultVersions.networkOperator),
    namespace: z.enum(['nvidia-network-operator', 'network-operator']).default('nvidia-network-operator').meta({
      description:
        "Namespace that it runs in, where the objects of rails live too; Base Command Manager's is network-operator.",
      source: 'DGX-NETOP',
    }),
    rails: Rails.prefault({}),
    ufm: Ufm.optional(),
  })
  .meta({ id: 'NetworkOperator', description: "NVIDIA's network operator, by its own chart." })
