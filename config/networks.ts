import { z } from 'zod'
import { Cidr } from './cidr.ts'

/** Address ranges of the pod: none may overlap another. */
export const Networks = z
  .strictObject({
    pods: Cidr.default('172.29.0.0/16').meta({ description: 'Addresses of pods.', source: 'BCM-TF' }),
    services: Cidr.default('10.150.0.0/16').meta({ description: 'Addresses of services.', source: 'BCM-TF' }),
    inBand: Cidr.default('10.152.0.0/16').meta({
      description: 'In-band network of systems and management nodes (internalnet).',
      source: 'NMC-NET',
    }),
    outOfBand: Cidr.default('10.154.0.0/16').meta({
      description: 'Out-of-band network of all controllers of the hardware (ipminet).',
      source: 'NMC-NET',
    }),
    storage: Cidr.default('10.156.0.0/16').meta({ description: 'Storage fabric (storagenet).', source: 'NMC-NET' }),
    compute: Cidr.default('10.160.0.0/13').meta({
      description: 'Compute fabric (computenet): a /16 for each of eight rails.',
      source: 'DGX-NETOP',
    }),
  })
  .meta({ id: 'Networks', description: 'Address ranges of the pod.' })
export type Networks = z.output<typeof Networks>
