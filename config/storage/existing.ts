import { z } from 'zod'
import { setOf } from '../name-set.ts'
import { purposeFields } from './class-fields.ts'

/** A storage class that somebody else makes: what there is to know of it. */
export const Existing = z
  .strictObject({
    backend: z.literal('existing').meta({ description: 'A storage class that is there.' }),
    class: z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/, 'the name of a storage class')
      .meta({ description: 'Name of the storage class.', examples: ['fast'] }),
    accessModes: setOf(
      z.enum(['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany']).meta({ description: 'An access mode.' }),
    )
      .default(['ReadWriteMany'])
      .meta({ description: 'How its volumes may be mounted.' }),
    expansion: z.boolean().default(false).meta({ description: 'Whether a claim may grow.' }),
    limits: z
      .enum(['bytes', 'claims'])
      .default('claims')
      .meta({ description: 'Whether it keeps a volume to its size, or only counts what claims ask for.' }),
    ...purposeFields,
  })
  .meta({ id: 'Existing', description: 'A storage class that somebody else makes.' })
export type Existing = z.output<typeof Existing>
