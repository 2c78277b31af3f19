import { z } from 'zod'
import { Allow } from './allow.ts'
import { Identity } from './identity.ts'
import { Name, OwnName } from './name.ts'
import { Networks } from './networks.ts'
import { Platform } from './platform/platform.ts'
import { quantity } from './quantity.ts'
import { Racks } from './racks.ts'
import { Storage } from './storage/storage.ts'
import { Systems } from './systems.ts'
import { Title } from './title.ts'

/** Who runs the pod, and where: shown, never used to decide anything. */
const Site = z
  .strictObject({
    operator: Title.optional().meta({ description: 'Who runs the pod.' }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'two capital letters as ISO 3166-1 has them, such as DK')
      .optional()
      .meta({ description: 'Country, as ISO 3166-1 alpha-2 writes it.', examples: ['DK'] }),
    renewablePercent: quantity('%', { max: 100 })
      .optional()
      .meta({ description: 'Share of the power that comes from renewable sources.', unit: '%' }),
    powerW: quantity('W', { min: 1 })
      .optional()
      .meta({ description: 'Power that the site gives to the whole pod.', unit: 'W' }),
    published: z.record(Name, Title).optional().meta({
      description: 'What is publicly known of the pod, by name, each with its source: the page of view says it.',
    }),
    open: z.record(Name, Title).optional().meta({
      description: 'What nobody outside knows of the pod, by name: the page of view says it.',
    }),
    assumed: z.record(Name, Title).optional().meta({
      description: 'What is made up in this config, by name: the page of view says it.',
    }),
  })
  .meta({ id: 'Site', description: 'Who runs the pod, and where.' })

/** Nodes that run the controllers: not counted among the systems. */
const Management = z
  .strictObject({
    nodes: z.int().min(1).max(32).optional().meta({
      description: 'Management nodes of the cluster; default: what the reference architecture of the generation has.',
      unit: 'nodes',
    }),
  })
  .meta({ id: 'Management', description: 'Nodes that run the controllers, apart from the systems.' })

/** A whole pod, as `superpod.yaml` writes it: everything that follows from something else is left to the model. */
export const Pod = z
  .strictObject({
    name: OwnName.meta({ description: 'Name of the pod: its identity for life.', examples: ['gefion'] }),
    title: Title.optional().meta({ description: 'What people call the pod; may change.' }),
    site: Site.prefault({}),
    systems: Systems,
    racks: Racks.prefault({}),
    management: Management.prefault({}),
    networks: Networks.prefault({}),
    identity: Identity.prefault({}),
    storage: z.record(Name, Storage).default({}).meta({ description: 'Storage, by purpose.' }),
    platform: Platform.prefault({}),
    allow: Allow.default({}),
  })
  .meta({ title: 'superpod.yaml', description: 'A DGX SuperPOD.' })
export type Pod = z.output<typeof Pod>
