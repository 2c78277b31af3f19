import { z } from 'zod'
import { storageBackends } from '#catalog'
import { absolutePath, classFields, driverField, nameThere, SecretName, secretFields } from './class-fields.ts'

/** A path of a VAST cluster. */
export const Vast = z
  .strictObject({
    backend: z.literal('vast').meta({ description: 'VAST.' }),
    vipPool: nameThere('Pool of virtual addresses, by name: either this or vipPoolFqdn.', 'vippool-1').optional(),
    vipPoolFqdn: nameThere('Pool of virtual addresses, by domain name.', 'storage.example.org').optional(),
    viewPolicy: nameThere('Policy of the views: which clients may mount them, and how.', 'superpod'),
    storagePath: absolutePath('Where volumes are made.', '/k8s/scratch'),
    qosPolicy: nameThere('Policy of the quality of service.', 'gold').optional(),
    secret: SecretName.meta({ description: 'Name of a Secret with username, password and endpoint.' }),
    ...secretFields,
    ...classFields,
    driver: driverField(storageBackends.vast),
  })
  .meta({ id: 'Vast', description: 'A path of a VAST cluster.' })
export type Vast = z.output<typeof Vast>
