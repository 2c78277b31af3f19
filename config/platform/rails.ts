import { z } from 'zod'
import { Reference } from '../name.ts'
import { setOf } from '../name-set.ts'

/** Rails of the systems, as pods get them. */
export const Rails = z
  .strictObject({
    mode: z.enum(['sriov', 'none']).optional().meta({
      description:
        'How pods get rails: a virtual function of each adapter, or not at all; default: sriov where the rails of the generation are known.',
    }),
    virtualFunctions: z.int().min(1).max(28).default(8).meta({
      description: 'Virtual functions of each adapter: pods of one system that may have a rail at once.',
      unit: 'virtual functions',
      source: 'NETOP-DOC',
    }),
    mtu: z.int().min(1280).max(4092).default(4000).meta({
      description: 'Largest packet of a rail: InfiniBand carries 4,096 bytes, four of them its own header.',
      unit: 'bytes',
      source: 'NETOP-DOC',
    }),
    canary: setOf(Reference)
      .optional()
      .meta({
        description: 'Racks whose rails are changed first, by name; default: the first rack.',
        examples: [['su1-r01']],
      }),
    rollout: z.enum(['canary', 'all']).default('canary').meta({
      description: 'How far a change of rails goes: the canary racks alone, or all racks.',
    }),
    maxUnavailable: z.int().min(1).max(32).default(1).meta({
      description: 'Systems that are drained at once while rails change, among the canary racks and among the others.',
      unit: 'systems',
    }),
  })
  .meta({ id: 'Rails', description: 'Rails of the systems, as pods get them.' })
