import { z } from 'zod'
import { storageBackends } from '#catalog'
import { setOf } from '../name-set.ts'
import { classFields, driverField, nameThere } from './class-fields.ts'

/** Amazon FSx for Lustre. */
export const FsxLustre = z
  .strictObject({
    backend: z.literal('fsx-lustre').meta({ description: 'Amazon FSx for Lustre.' }),
    subnetId: nameThere('Subnet of the file systems.', 'subnet-056da83524edbe641'),
    securityGroupIds: setOf(nameThere('A security group.', 'sg-086f61ea73388fb6b')).meta({
      description: 'Security groups of the file systems.',
    }),
    deploymentType: z
      .enum(['SCRATCH_1', 'SCRATCH_2', 'PERSISTENT_1', 'PERSISTENT_2'])
      .default('PERSISTENT_2')
      .meta({ description: 'Kind of file system.' }),
    perUnitStorageThroughput: z.int().positive().optional().meta({
      description: 'Throughput of a persistent file system for each TiB.',
      unit: 'MB/s/TiB',
      source: 'FSX-DOC',
    }),
    fileSystemTypeVersion: z.enum(['2.12', '2.15']).default('2.15').meta({ description: 'Version of Lustre.' }),
    dataCompressionType: z.enum(['NONE', 'LZ4']).default('NONE').meta({ description: 'Compression.' }),
    kmsKeyId: nameThere(
      'Key of a persistent file system; by default the one of the account.',
      'alias/superpod',
    ).optional(),
    efa: z.boolean().default(false).meta({ description: 'Whether clients reach it by EFA; needs PERSISTENT_2.' }),
    ...classFields,
    driver: driverField(storageBackends['fsx-lustre']),
    roleArn: nameThere(
      'IAM role of the driver, where it is given by service account.',
      'arn:aws:iam::111122223333:role/fsx',
    ).optional(),
  })
  .meta({ id: 'FsxLustre', description: 'Amazon FSx for Lustre.' })
export type FsxLustre = z.output<typeof FsxLustre>
