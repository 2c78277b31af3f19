import { z } from 'zod'
import { CloudMaintenance } from './cloud-maintenance.ts'
import { Name } from './name.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const VmSize = z.string().regex(/^Standard_\w+$/, 'a size of machine, such as Standard_ND96isr_H100_v5')

function resourceId(type: string) {
  return new RegExp(`^/subscriptions/[0-9a-f-]{36}/resourceGroups/[\\w.()-]{1,90}/providers/${type}/[\\w.-]{1,80}$`)
}

const AksKey = z
  .strictObject({
    vault: z
      .string()
      .regex(resourceId('Microsoft\\.KeyVault/vaults'), 'the id of a key vault, /subscriptions/…/vaults/<name>')
      .meta({ description: 'Key vault that holds the key, with purge protection and roles of Azure.' }),
    name: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,127}$/, 'the name of a key')
      .meta({ description: 'Name of the key in the vault.' }),
    version: z
      .string()
      .regex(/^[0-9a-f]{32}$/, 'the version of a key: 32 hexadecimal digits')
      .meta({ description: 'Version that Secrets are encrypted with; disks follow the newest by themselves.' }),
  })
  .meta({
    id: 'AksKey',
    description: "The customer's own key: a vault outlives the cluster, so nothing here makes it.",
  })

const AksSystems = z
  .strictObject({
    type: VmSize.optional().meta({
      description: "Size of machine; default: the first that stands for the pod's generation.",
      examples: ['Standard_ND96isr_H100_v5'],
    }),
    capacityReservation: z
      .string()
      .regex(resourceId('Microsoft\\.Compute/capacityReservationGroups'), 'the id of a capacity reservation group')
      .optional()
      .meta({ description: 'Group that capacity was reserved in; default: none, on demand.' }),
  })
  .meta({ id: 'AksSystems', description: 'The systems: GPU machines.' })

const AksManagement = z
  .strictObject({ type: VmSize.default('Standard_D32s_v5').meta({ description: 'Size of machine.' }) })
  .meta({ id: 'AksManagement', description: 'The management nodes: machines for controllers.' })

/** What only a cluster in Azure Kubernetes Service has: the section `aks` of a target. */
export const TargetAks = z
  .strictObject({
    subscription: z
      .string()
      .regex(uuid, 'the id of a subscription: 32 hexadecimal digits in 5 groups')
      .meta({ description: 'Subscription of Azure that pays for the cluster.' }),
    location: z
      .string()
      .regex(/^[a-z]+\d?$/, 'a region of Azure, such as swedencentral')
      .meta({ description: 'Region of Azure that the cluster is in.', examples: ['swedencentral'] }),
    key: AksKey,
    systems: AksSystems.prefault({}),
    management: AksManagement.prefault({}),
    admins: z
      .record(
        Name,
        z.string().regex(uuid, 'the object id of a group').meta({ description: 'Object id of a group of Entra.' }),
      )
      .meta({
        description: 'Groups of Entra whose members may do everything in the cluster, by a name of your own.',
      }),
    maintenance: CloudMaintenance.prefault({}),
    tags: z
      .record(z.string().max(512), z.string().max(256).meta({ description: 'Value of a tag.' }))
      .default({})
      .meta({ description: 'Tags of all resources.' }),
  })
  .meta({ id: 'TargetAks', description: 'A cluster in Azure Kubernetes Service.' })
export type TargetAks = z.output<typeof TargetAks>
