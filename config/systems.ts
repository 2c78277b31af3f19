import { z } from 'zod'
import { generations } from '#catalog'
import { Name } from './name.ts'
import { quantity } from './quantity.ts'

/** Generations of systems that the catalogue describes. */
const Generation = z
  .enum(Object.keys(generations))
  .meta({ description: 'Generation of the systems.', source: 'RA-H100' })

/** The systems of the pod: how many follow from the number of scalable units. */
export const Systems = z
  .strictObject({
    generation: Generation,
    scalableUnits: z.int().min(1).max(32).meta({
      description: 'Scalable units, the last one less a place for the fabric manager.',
      unit: 'scalable units',
      source: 'FAQ',
    }),
    count: z
      .int()
      .min(1)
      .max(1023)
      .optional()
      .meta({ description: 'Systems, where fewer were bought than the units hold.', unit: 'systems', source: 'FAQ' }),
    spares: z
      .record(Name, z.int().min(0).max(1023).meta({ description: 'Spare systems.', unit: 'systems', source: 'FAQ' }))
      .default({})
      .meta({ description: 'Systems that stay outside of guarantees, by pool: shared, or a dedicated tenant.' }),
  })
  .meta({ id: 'Systems', description: 'The systems of the pod.' })
export type Systems = z.output<typeof Systems>

/** The racks that the systems stand in. */
export const Racks = z
  .strictObject({
    systemsPerRack: z
      .literal([1, 2, 4])
      .default(4)
      .meta({ description: 'Systems in a rack.', unit: 'systems', source: 'RA-H100' }),
    powerW: quantity('W', { min: 1 })
      .default(41_000)
      .meta({ description: 'Power that a rack may draw without end.', unit: 'W', source: 'RA-H100' }),
  })
  .meta({ id: 'Racks', description: 'The racks that the systems stand in.' })
export type Racks = z.output<typeof Racks>
