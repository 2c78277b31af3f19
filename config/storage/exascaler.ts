import { z } from 'zod'
import { storageBackends } from '#catalog'
import { absolutePath, classFields, driverField, nameThere, SecretName, secretFields } from './class-fields.ts'

const id = z.int().min(0).max(4_294_967_295)

/** A Lustre file system of DDN EXAScaler. */
export const Exascaler = z
  .strictObject({
    backend: z.literal('exascaler').meta({ description: 'DDN EXAScaler.' }),
    exaFS: z
      .string()
      .regex(/^[A-Za-z0-9_.:@,-]+@[a-z0-9]+:(\/[A-Za-z0-9_.-]+)+$/, 'a file system such as 10.0.0.1@o2ib:/scratch')
      .meta({
        description: 'File system: the network identifiers of its servers, then its path.',
        examples: ['10.0.0.1@o2ib,10.0.0.2@o2ib:/scratch'],
      }),
    mountPoint: absolutePath('Where nodes mount it; by default /exa/<purpose>.', '/exa/scratch').optional(),
    managementIp: nameThere(
      'Network identifier for making and deleting volumes, where it is another.',
      '10.0.1.1@tcp',
    ).optional(),
    zone: nameThere('Zone: nodes have it as label topology.exa.csi.ddn.com/zone.', 'hall-1').optional(),
    bindMount: z.boolean().default(true).meta({ description: 'Whether volumes share one Lustre mount of the node.' }),
    exaMountUid: id.optional().meta({ description: 'User that owns volumes.', unit: 'user id' }),
    exaMountGid: id.optional().meta({ description: 'Group that owns volumes.', unit: 'group id' }),
    minProjectId: id.optional().meta({ description: 'First project for the quota of a volume.', unit: 'project id' }),
    maxProjectId: id.optional().meta({ description: 'Last project for the quota of a volume.', unit: 'project id' }),
    compression: z.enum(['lz4', 'gzip', 'lzo']).optional().meta({ description: 'Compression; never with encryption.' }),
    hotNodes: z.boolean().default(false).meta({ description: "Whether files are cached on the nodes' own disks." }),
    bindingMode: z
      .enum(['Immediate', 'WaitForFirstConsumer'])
      .default('Immediate')
      .meta({ description: 'When a volume is made; WaitForFirstConsumer needs a zone.' }),
    secret: SecretName.optional().meta({
      description: 'Name of a Secret with passphrase (where encrypted) and managementExaFs (where a nodemap is used).',
    }),
    ...secretFields,
    ...classFields,
    driver: driverField(storageBackends.exascaler),
  })
  .meta({ id: 'Exascaler', description: 'A Lustre file system of DDN EXAScaler.' })
export type Exascaler = z.output<typeof Exascaler>
