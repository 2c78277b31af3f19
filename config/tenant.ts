import { z } from 'zod'
import { CalendarDate } from './calendar-date.ts'
import { Cidr } from './cidr.ts'
import { Group } from './group.ts'
import { Name, OwnName, Reference } from './name.ts'
import { setOf } from './name-set.ts'
import { quantity } from './quantity.ts'
import { TenantQueue } from './queue-policy.ts'
import { Rdma } from './rdma.ts'
import { Registry } from './registry.ts'
import { StorageSize } from './storage/storage-size.ts'
import { Title } from './title.ts'
import { faultIssue } from './value-fault.ts'

/** Most GPUs that a pod can have: 64 scalable units of 576. */
const mostGpus = 36_864

/** GPUs of a tenant. */
const TenantGpus = z
  .strictObject({
    guaranteed: quantity('GPUs', { max: mostGpus }).meta({
      description: 'GPUs that are always there for the tenant.',
      unit: 'GPUs',
      source: 'RA-GB200',
    }),
    burst: quantity('GPUs', { max: mostGpus }).meta({
      description: 'The most GPUs that the tenant may hold at once, guaranteed ones included.',
      unit: 'GPUs',
      source: 'RA-GB200',
    }),
    lend: quantity('GPUs', { max: mostGpus }).optional().meta({
      description:
        'GPUs of the guaranteed ones that others may borrow while the tenant does not use them; default: all.',
      unit: 'GPUs',
      source: 'RA-GB200',
    }),
  })
  .meta({ id: 'TenantGpus', description: 'GPUs of a tenant.' })

/** One namespace of a tenant: it becomes `<tenant>-<name>`. */
const TenantNamespace = z
  .strictObject({ purpose: Title.optional().meta({ description: 'What it is for.' }) })
  .meta({ id: 'TenantNamespace', description: 'One namespace of a tenant.' })

/** How much harm a leak of the tenant's data would do. */
const Sensitivity = z.enum(['open', 'internal', 'sensitive'])

/** Groups of the identity provider, by what their people may do. */
const Access = z
  .strictObject({
    admins: setOf(Group).default([]).meta({ description: 'Groups that run the tenant: its roles and its jobs.' }),
    members: setOf(Group).default([]).meta({ description: 'Groups that run jobs.' }),
    viewers: setOf(Group).default([]).meta({ description: 'Groups that read the work, but no secrets.' }),
    auditors: setOf(Group).default([]).meta({
      description: 'Groups that read all but secrets: the work, and who may do what with how much.',
    }),
  })
  .meta({ id: 'Access', description: 'Groups of the identity provider, by what their people may do.' })

/** Where the tenant's work runs: in the shared pool, or on systems that are its alone. */
const Placement = z
  .strictObject({
    dedicated: z
      .union([setOf(Reference), z.int().min(1).meta({ description: 'A count.', unit: 'systems', refused: true })])
      .default([])
      .meta({
        description: 'Systems, racks and scalable units for this tenant alone, by name.',
        examples: [['su3']],
      }),
  })
  .transform(
    ({ dedicated }): Placement => (typeof dedicated === 'number' ? { dedicated: [], count: dedicated } : { dedicated }),
  )
  .meta({ id: 'Placement', description: 'Where the work runs: the shared pool, unless systems are dedicated.' })

/** Where a tenant's work runs, as it was asked for. */
interface Placement {
  /** Systems, racks and scalable units by name, ascending; empty: the shared pool. */
  dedicated: string[]
  /** Where somebody wrote how many systems, not which: the model refuses it, and proposes names. */
  count?: number
}

/** One destination that the tenant's pods may reach outside of the cluster. */
const Egress = z
  .strictObject({
    cidr: Cidr,
    ports: setOf(z.int().min(1).max(65535).meta({ description: 'A TCP port.' }))
      .check((ctx) => {
        if (ctx.value.length > 0) return
        // to Kubernetes, no ports are all ports
        const allowed = 'a list with at least one port'
        ctx.issues.push(
          faultIssue(ctx.value, { code: 'schema/empty', allowed, remedy: 'name the ports, or remove the destination' }),
        )
      })
      .meta({ minItems: 1 })
      .default([443])
      .meta({ description: 'TCP ports.' }),
  })
  .meta({ id: 'Egress', description: 'One destination outside of the cluster.' })

/** A tenant, as `tenants/<name>.yaml` writes it. */
export const Tenant = z
  .strictObject({
    name: OwnName.meta({
      description: 'Name of the tenant: its identity for life, and the name of its file.',
      examples: ['genomics'],
    }),
    title: Title.optional().meta({ description: 'What people call the tenant; may change. Default: its name.' }),
    contact: Title.optional().meta({ description: 'Whom to ask.' }),
    costCentre: Title.optional().meta({ description: 'Who pays, as the site keeps its books.', examples: ['4711'] }),
    gpus: TenantGpus,
    queue: TenantQueue.prefault({}),
    cpu: quantity('CPUs', { min: 1 }).optional().meta({
      description: 'CPUs (threads) that the tenant may hold at once; default: its share by GPUs.',
      unit: 'CPUs',
    }),
    memoryGiB: quantity('GiB', { min: 1 }).optional().meta({
      description: 'Memory that the tenant may hold at once; default: its share by GPUs.',
      unit: 'GiB',
    }),
    storage: z.record(Name, StorageSize).default({}).meta({
      description: "What each of the tenant's namespaces may claim, by purpose; of what is not named, nothing.",
    }),
    namespaces: z
      .record(Name, TenantNamespace)
      .check((ctx) => {
        if (Object.keys(ctx.value).length > 0) return
        const allowed = 'a map with at least one namespace'
        ctx.issues.push(
          faultIssue(ctx.value, { code: 'schema/empty', allowed, remedy: 'write { train: {} }, for example' }),
        )
      })
      .default({ train: {} })
      .meta({ description: 'Namespaces by name; each becomes <tenant>-<name>.' }),
    sensitivity: Sensitivity.default('internal').meta({
      description: 'How much harm a leak of the data would do; sensitive needs dedicated systems.',
    }),
    access: Access.prefault({}),
    placement: Placement.prefault({}),
    rdma: Rdma.optional(),
    egress: z.record(Name, Egress).default({}).meta({ description: 'Destinations outside of the cluster, by name.' }),
    registries: setOf(Registry)
      .check((ctx) => {
        if (ctx.value.length > 0) return
        const allowed = 'a list with at least one registry'
        ctx.issues.push(
          faultIssue(ctx.value, { code: 'schema/empty', allowed, remedy: 'name the registries, or remove the key' }),
        )
      })
      .meta({ minItems: 1 })
      .optional()
      .meta({ description: 'Registries that its images may come from; default: those of platform.policy.' }),
    priorities: setOf(Name)
      .check((ctx) => {
        if (ctx.value.length > 0) return
        const allowed = 'a list with at least one class'
        ctx.issues.push(
          faultIssue(ctx.value, { code: 'schema/empty', allowed, remedy: 'name the classes, or remove the key' }),
        )
      })
      .meta({ minItems: 1 })
      .optional()
      .meta({
        description: 'Classes of platform.kueue.priorities that its work may name; default: all of them.',
        examples: [['low', 'normal']],
      }),
    wholeSystems: z.boolean().optional().meta({
      description: 'Whether whatever asks for GPUs takes whole systems; default: where the data is sensitive.',
    }),
    starts: CalendarDate.optional().meta({ description: 'First day.' }),
    expires: CalendarDate.optional().meta({ description: 'Last day, in UTC: after it the queue is held.' }),
    graceDays: quantity('days', { max: 3650 }).optional().meta({
      description: 'Days after the last one before what still runs is drained; default: platform.expiry.graceDays.',
      unit: 'days',
    }),
    state: z.enum(['active', 'suspended', 'retired']).default('active').meta({
      description:
        'Suspended: nothing new is admitted, what runs ends by itself, guarantee and data stay. Retired: queues drained and held, data kept until the tenant is destroyed by name.',
    }),
  })
  .meta({ title: 'tenants/<name>.yaml', description: 'A tenant of the pod.' })
export type Tenant = z.output<typeof Tenant>
