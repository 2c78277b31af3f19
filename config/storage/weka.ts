import { z } from 'zod'
import { storageBackends } from '#catalog'
import { quantity } from '../quantity.ts'
import { classFields, driverField, nameThere, SecretName, secretFields } from './class-fields.ts'

/** A WEKA file system, or a group of them. */
export const Weka = z
  .strictObject({
    backend: z.literal('weka').meta({ description: 'WEKA.' }),
    filesystemName: nameThere('File system: each volume is a directory of it.', 'default').optional(),
    filesystemGroupName: nameThere('Group: each volume is a file system of its own in it.', 'default').optional(),
    initialFilesystemSizeGB: quantity('GB', { min: 1 })
      .optional()
      .meta({ description: 'Least size of a file system that is made for a volume.', unit: 'GB' }),
    capacityEnforcement: z
      .enum(['HARD', 'SOFT'])
      .default('HARD')
      .meta({ description: 'Whether writing beyond the size of a volume fails, or only warns.' }),
    secret: SecretName.meta({ description: 'Name of a Secret of the WEKA API: its organisation, users, endpoints.' }),
    ...secretFields,
    ...classFields,
    driver: driverField(storageBackends.weka),
  })
  .meta({ id: 'Weka', description: 'A WEKA file system, or a group of them.' })
export type Weka = z.output<typeof Weka>
