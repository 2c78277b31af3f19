import { z } from 'zod'
import { setOf } from '../name-set.ts'
import { classFields, nameThere } from './class-fields.ts'

/** Google Cloud Managed Lustre. */
export const ManagedLustre = z
  .strictObject({
    backend: z.literal('managed-lustre').meta({ description: 'Google Cloud Managed Lustre.' }),
    perUnitStorageThroughput: z
      .literal([125, 250, 500, 1000])
      .meta({ description: 'Throughput for each TiB.', unit: 'MB/s/TiB', source: 'GKE-LUSTRE' }),
    network: nameThere('Network of the instances; by default the default one.', 'superpod').optional(),
    filesystem: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9]{0,7}$/, 'at most eight letters and digits, such as scratch')
      .optional()
      .meta({ description: 'Name of the Lustre file system of each instance.', examples: ['scratch'] }),
    zones: setOf(nameThere('A zone.', 'europe-west4-a'))
      .default([])
      .meta({ description: 'Zones of the instances; by default the zone of the driver.' }),
    ...classFields,
  })
  .meta({ id: 'ManagedLustre', description: 'Google Cloud Managed Lustre.' })
export type ManagedLustre = z.output<typeof ManagedLustre>
