import { z } from 'zod'
import { storageBackends } from '#catalog'
import { absolutePath, classFields, driverField } from './class-fields.ts'

const { mountOptions: _none, ...fields } = classFields

/** A directory on the disks of the nodes. */
export const LocalPath = z
  .strictObject({
    backend: z.literal('local-path').meta({ description: 'A directory on the disks of the nodes.' }),
    path: absolutePath('Directory on every node.', '/raid/local-path').default('/opt/local-path-provisioner'),
    ...fields,
    driver: driverField(storageBackends['local-path']),
  })
  .meta({ id: 'LocalPath', description: 'A directory on the disks of the nodes.' })
export type LocalPath = z.output<typeof LocalPath>
