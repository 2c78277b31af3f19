import { z } from 'zod'
import { Reference } from './name.ts'
import { quantity } from './quantity.ts'

/** A place on the floor: the letters of its row, and its number in the row. */
const FloorPlace = z
  .string()
  .regex(/^[a-z]{1,2}[1-9]\d?$/, 'a row and a place in it, such as b12')
  .meta({ description: 'Place on the floor: row letters, then the place in the row, from 1.', examples: ['b12'] })

/** The racks that everything stands in. */
export const Racks = z
  .strictObject({
    systemsPerRack: z.int().min(1).max(36).optional().meta({
      description: 'Systems in a rack; default: what the reference architecture of the generation has.',
      unit: 'systems',
    }),
    powerW: quantity('W', { min: 1 }).optional().meta({
      description: 'Power that a rack may draw without end; default: what the reference architecture says, if it does.',
      unit: 'W',
    }),
    heightU: z.int().min(1).max(60).default(48).meta({
      description: 'Height of a rack; the default is a usual one, for no reference architecture gives it.',
      unit: 'rack units',
    }),
    places: z
      .record(Reference, FloorPlace)
      .default({})
      .meta({
        description: 'Where a rack stands, by its name, when it is not where the floor plan puts it.',
        examples: [{ 'su1-r01': 'b12' }],
      }),
  })
  .meta({ id: 'Racks', description: 'The racks that everything stands in.' })
export type Racks = z.output<typeof Racks>
