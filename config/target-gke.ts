import { z } from 'zod'
import { Cidr4 } from './cidr.ts'
import { CloudMaintenance } from './cloud-maintenance.ts'
import { Name } from './name.ts'

const MachineType = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/, 'a type of machine, such as a3-megagpu-8g')

const GkeSystems = z
  .strictObject({
    zone: z
      .string()
      .regex(/^[a-z]+-[a-z]+\d+-[a-z]$/, 'a zone, such as europe-west4-b')
      .meta({
        description: 'Zone of all nodes: networks of GPUs do not cross zones.',
        examples: ['europe-west4-b'],
      }),
    type: MachineType.optional().meta({
      description: "Type of machine; default: the first that stands for the pod's generation.",
      examples: ['a3-megagpu-8g'],
    }),
    reservation: z
      .string()
      .regex(/^[a-z0-9-]{1,63}$/, 'the name of a reservation')
      .optional()
      .meta({ description: 'Reservation that the machines are taken from; default: none, on demand.' }),
  })
  .meta({ id: 'GkeSystems', description: 'The systems: GPU machines.' })

const GkeManagement = z
  .strictObject({ type: MachineType.default('n2-standard-32').meta({ description: 'Type of machine.' }) })
  .meta({ id: 'GkeManagement', description: 'The management nodes: machines for controllers, and for what GKE runs.' })

/** What only a cluster in Google Kubernetes Engine has: the section `gke` of a target. */
export const TargetGke = z
  .strictObject({
    project: z
      .string()
      .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'the id of a project: 6 to 30 lower-case letters, digits and hyphens')
      .meta({ description: 'Project of Google Cloud that pays for the cluster.' }),
    region: z
      .string()
      .regex(/^[a-z]+-[a-z]+\d+$/, 'a region of Google Cloud, such as europe-west4')
      .meta({
        description: 'Region of the control plane, which stands in three of its zones.',
        examples: ['europe-west4'],
      }),
    systems: GkeSystems,
    management: GkeManagement.prefault({}),
    reach: z.record(Name, Cidr4).default({}).meta({
      description:
        'Private ranges from which people reach the API server, by name; the network of the nodes always may.',
    }),
    groups: z
      .string()
      .regex(/^gke-security-groups@[a-z0-9.-]+$/, 'gke-security-groups@ and a domain of Google Workspace')
      .optional()
      .meta({
        description:
          'Group of Google Workspace whose member groups Kubernetes knows people by; default: none, people one by one.',
        examples: ['gke-security-groups@example.org'],
      }),
    maintenance: CloudMaintenance.prefault({}),
    labels: z
      .record(
        z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/),
        z
          .string()
          .regex(/^[a-z0-9_-]{0,63}$/)
          .meta({ description: 'Value of a label.' }),
      )
      .default({})
      .meta({ description: 'Labels of cluster and machines in Google Cloud.' }),
  })
  .meta({ id: 'TargetGke', description: 'A cluster in Google Kubernetes Engine.' })
export type TargetGke = z.output<typeof TargetGke>
