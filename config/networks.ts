import { z } from 'zod'
import { Cidr, Cidr4, Cidr6 } from './cidr.ts'

/** Ranges of IPv6 addresses, for networks that have both kinds: none of them has a default. */
const Networks6 = z
  .strictObject({
    pods: Cidr6.optional().meta({ description: 'IPv6 addresses of pods.' }),
    services: Cidr6.optional().meta({ description: 'IPv6 addresses of services.' }),
    management: Cidr6.optional().meta({ description: 'IPv6 addresses of management nodes.' }),
    inBand: Cidr6.optional().meta({ description: 'IPv6 addresses of the in-band network of systems.' }),
    outOfBand: Cidr6.optional().meta({ description: 'IPv6 addresses of the out-of-band network.' }),
    storage: Cidr6.optional().meta({ description: 'IPv6 addresses of the storage fabric, where it is Ethernet.' }),
    compute: Cidr6.optional().meta({ description: 'IPv6 addresses of the rails, where they are Ethernet.' }),
  })
  .meta({ id: 'Networks6', description: 'Ranges of IPv6 addresses, for networks that have both kinds.' })

/** Name of a rail's range. */
const RailName = z
  .string()
  .regex(/^rail\d{1,2}$/, 'a rail by its number, such as rail0')
  .meta({ description: 'A rail by its number, from 0.', examples: ['rail0'] })

/**
 * Address ranges of the pod: none may overlap another. Defaults hold 64 scalable units of any generation, so that no unit
 * that is added renumbers anything.
 */
export const Networks = z
  .strictObject({
    pods: Cidr.default('172.29.0.0/16').meta({ description: 'Addresses of pods.', source: 'BCM-TF' }),
    services: Cidr.default('10.150.0.0/16').meta({ description: 'Addresses of services.', source: 'BCM-TF' }),
    management: Cidr4.default('10.151.0.0/16').meta({
      description: 'Management nodes (internalnet).',
      source: 'NMC-NET',
    }),
    inBand: Cidr4.default('10.152.0.0/16').meta({
      description: 'In-band network of systems (dgxnet).',
      source: 'NMC-NET',
    }),
    outOfBand: Cidr4.default('10.154.0.0/16').meta({
      description: 'Out-of-band network of all controllers of the hardware (ipminet).',
      source: 'NMC-NET',
    }),
    storage: Cidr4.default('10.156.0.0/16').meta({ description: 'Storage fabric (storagenet).', source: 'NMC-NET' }),
    compute: Cidr4.default('10.160.0.0/12').meta({
      description: 'Compute fabric (computenet): each rail has an equal part of it.',
      source: 'NMC-NET',
    }),
    rails: z
      .record(RailName, Cidr4)
      .default({})
      .meta({ description: 'Ranges of rails that have none of compute, by rail: rail0, rail1 and so on.' }),
    ipv6: Networks6.prefault({}),
  })
  .meta({ id: 'Networks', description: 'Address ranges of the pod.' })
export type Networks = z.output<typeof Networks>
