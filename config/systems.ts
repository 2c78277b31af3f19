import { z } from 'zod'
import { generations } from '#catalog'
import { Name, Reference } from './name.ts'
import { SystemState } from './system-state.ts'

/** Most scalable units that a reference architecture speaks of. */
const mostUnits = 64

/** Most systems that a pod can have: 64 scalable units of 144 trays. */
const mostSystems = 9216

/** Generations of systems that the catalogue describes. */
const Generation = z
  .enum(Object.keys(generations))
  .meta({ description: 'Generation of the systems.', examples: ['dgx-h100'] })

/** The systems of the pod: how many follow from the number of scalable units. */
export const Systems = z
  .strictObject({
    generation: Generation,
    scalableUnits: z.int().min(1).max(mostUnits).meta({
      description: 'Scalable units; how many a fabric joins is up to the generation.',
      unit: 'scalable units',
      source: 'RA-B200',
    }),
    count: z.int().min(1).max(mostSystems).optional().meta({
      description: 'Systems, where fewer were bought than the units hold; the fabric is built for whole units.',
      unit: 'systems',
      source: 'RA-H100',
    }),
    spares: z
      .record(Name, z.int().min(0).max(mostSystems).meta({ description: 'Spare systems.', unit: 'systems' }))
      .default({})
      .meta({ description: 'Systems that stay outside of guarantees, by pool: shared, or a dedicated tenant.' }),
    state: z
      .record(Reference, SystemState)
      .default({})
      .meta({ description: 'What is out of service, by the name of a system, a rack or a scalable unit.' }),
  })
  .meta({ id: 'Systems', description: 'The systems of the pod.' })
export type Systems = z.output<typeof Systems>
