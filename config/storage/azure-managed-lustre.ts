import { z } from 'zod'
import { setOf } from '../name-set.ts'
import { classFields, nameThere } from './class-fields.ts'

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const skus = [40, 125, 250, 500].map((speed) => `AMLFS-Durable-Premium-${speed}`)

/** Azure Managed Lustre. */
export const AzureManagedLustre = z
  .strictObject({
    backend: z.literal('azure-managed-lustre').meta({ description: 'Azure Managed Lustre.' }),
    sku: z.enum(skus).meta({ description: 'Kind of Lustre cluster.', examples: ['AMLFS-Durable-Premium-250'] }),
    zone: z.enum(['1', '2', '3']).meta({ description: 'Availability zone, in quotes.', examples: ['1'] }),
    maintenanceDay: z.enum(days).meta({ description: 'Day of maintenance.' }),
    maintenanceTimeUtc: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time in quotes such as "03:00"')
      .meta({ description: 'Time of maintenance, UTC.', examples: ['03:00'] }),
    identities: setOf(nameThere('An identity, by its resource id.', '/subscriptions/0000/superpod'))
      .default([])
      .meta({ description: 'Identities of the Lustre clusters.' }),
    claims: z
      .int()
      .min(1)
      .default(1)
      .meta({ description: 'Claims that a namespace may have: each makes a whole Lustre cluster.', unit: 'claims' }),
    ...classFields,
  })
  .meta({ id: 'AzureManagedLustre', description: 'Azure Managed Lustre.' })
export type AzureManagedLustre = z.output<typeof AzureManagedLustre>
