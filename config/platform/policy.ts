import { z } from 'zod'
import { Name } from '../name.ts'
import { setOf } from '../name-set.ts'
import { Registry } from '../registry.ts'
import { Title } from '../title.ts'

/** A policy on tenants' work, by its short name. */
const WorkPolicy = z
  .enum(['contained', 'placed', 'devices', 'images', 'services'])
  .meta({ description: 'A policy on the work of tenants.' })

/** What the work of tenants is held to, beside Pod Security and quota. */
export const Policy = z
  .strictObject({
    mode: z
      .enum(['deny', 'audit'])
      .default('deny')
      .meta({ description: 'What becomes of work that breaks a policy: refused, or warned about and recorded.' }),
    registries: setOf(Registry)
      .default([])
      .meta({ description: 'Registries that images of tenants may come from; none named: any.' }),
    priorityClasses: setOf(Name)
      .default([])
      .meta({ description: 'PriorityClasses that pods of tenants may name; those of Kueue need no entry.' }),
    graceSeconds: z.int().min(300).max(86_400).default(600).meta({
      description:
        'Longest grace period of a pod of a tenant: whoever is owed its systems waits for that; `job new` writes 300.',
      unit: 's',
    }),
    exceptions: z
      .record(
        Name,
        z
          .partialRecord(WorkPolicy, Title.meta({ description: 'Why, for whoever reads it later.' }))
          .meta({ description: 'Policies that only warn this tenant, by name, each with the reason.' }),
      )
      .default({})
      .meta({ description: 'Tenants that a policy warns and does not refuse, by name.' }),
  })
  .meta({ id: 'Policy', description: 'What the work of tenants is held to, beside Pod Security and quota.' })
