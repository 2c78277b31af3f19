import { z } from 'zod'
import { storageBackends } from '#catalog'
import { absolutePath, classFields, driverField, nameThere } from './class-fields.ts'

/** An export of an NFS server. */
export const Nfs = z
  .strictObject({
    backend: z.literal('nfs').meta({ description: 'An NFS server.' }),
    server: nameThere('Name or address of the server.', 'nfs.example.org'),
    share: absolutePath('Export of the server.', '/export/home'),
    onDelete: z
      .enum(['delete', 'retain', 'archive'])
      .optional()
      .meta({ description: 'What becomes of the directory of a deleted volume; by default as reclaimPolicy has it.' }),
    ...classFields,
    driver: driverField(storageBackends.nfs),
  })
  .meta({ id: 'Nfs', description: 'An export of an NFS server.' })
export type Nfs = z.output<typeof Nfs>
