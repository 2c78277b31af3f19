import { z } from 'zod'
import { Cidr4 } from './cidr.ts'
import { Name, Reference } from './name.ts'

/** Capacity that was bought ahead. */
const EksCapacity = z
  .strictObject({
    kind: z
      .enum(['on-demand', 'reservation', 'block'])
      .default('on-demand')
      .meta({ description: 'On demand, a capacity reservation, or a capacity block, which begins and ends on a day.' }),
    id: z
      .string()
      .regex(/^cr-[0-9a-f]{8,17}$/, 'the id of a capacity reservation, such as cr-0123456789abcdef0')
      .optional()
      .meta({ description: 'The capacity reservation, of a block too.', examples: ['cr-0123456789abcdef0'] }),
  })
  .meta({ id: 'EksCapacity', description: 'Where the machines of systems come from.' })

const ZoneName = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d(-[a-z]{3}-\d)?[a-z]$/, 'a zone of AWS, such as eu-north-1a')
  .meta({ description: 'An availability zone, or a local one.', examples: ['eu-north-1a'] })

const EksZone = z
  .strictObject({
    range: Cidr4.optional().meta({
      description: 'Addresses of nodes and pods in it, out of networks.pods; default: an eighth, by its last letter.',
    }),
    controlPlane: z.boolean().default(true).meta({
      description: 'Whether the control plane is in it; AWS keeps the zones that a cluster was made with.',
    }),
  })
  .meta({ id: 'EksZone', description: 'A zone of the network.' })

const EksUnit = z
  .strictObject({
    zone: ZoneName.optional().meta({ description: 'Its zone; default: that of all systems.' }),
    capacity: EksCapacity.optional().meta({ description: 'Its own capacity; default: that of all systems.' }),
  })
  .meta({ id: 'EksUnit', description: 'A group of systems that differs from the others.' })

const MachineType = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, 'a type of machine, such as p5.48xlarge')

const EksSystems = z
  .strictObject({
    zone: ZoneName.meta({ description: 'Zone of the systems: EFA does not cross zones.' }),
    type: MachineType.optional().meta({
      description: "Type of machine; default: the first of the pod's generation in `superpod targets`.",
      examples: ['p5.48xlarge'],
    }),
    capacity: EksCapacity.prefault({}),
    units: z.record(Reference, EksUnit).default({}).meta({
      description: 'Units, and racks where each is one NVLink domain, that differ, by name.',
    }),
    diskGiB: z
      .int()
      .min(100)
      .max(16_384)
      .default(500)
      .meta({ description: 'Root volume.', unit: 'GiB', source: 'EC2' }),
    maxUnavailable: z.int().min(1).max(100).default(1).meta({
      description: 'Systems of a group that an update may take away at once.',
      unit: 'systems',
      source: 'EKS',
    }),
    repair: z.boolean().default(true).meta({ description: 'Whether EKS replaces a broken machine by itself.' }),
  })
  .meta({ id: 'EksSystems', description: 'The systems: GPU machines.' })

const EksManagement = z
  .strictObject({
    type: MachineType.default('m7i.8xlarge').meta({ description: 'Type of machine.' }),
    diskGiB: z.int().min(20).max(16_384).default(200).meta({ description: 'Root volume.', unit: 'GiB', source: 'EC2' }),
  })
  .meta({ id: 'EksManagement', description: 'The management nodes: machines for controllers.' })

const Principal = z
  .string()
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]{1,512}$/, 'the ARN of a role or a user of IAM')
  .meta({ description: 'A role or a user of IAM.', examples: ['arn:aws:iam::111122223333:role/superpod'] })

const AddOnSettings = z
  .strictObject({
    version: z
      .string()
      .regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, 'a version as EKS writes it, such as v1.20.4-eksbuild.1')
      .meta({ description: 'Its version.', examples: ['v1.20.4-eksbuild.1'] }),
  })
  .meta({ id: 'EksAddOn', description: 'An add-on whose version is pinned.' })

const Tag = z.string().max(256).meta({ description: 'Value of a tag.' })

/** Add-ons that every cluster has, by the name that EKS gives them. */
const addOns = [
  'aws-ebs-csi-driver',
  'coredns',
  'eks-node-monitoring-agent',
  'eks-pod-identity-agent',
  'kube-proxy',
  'vpc-cni',
] as const

/** What only a cluster in Amazon EKS has: the section `eks` of a target. */
export const TargetEks = z
  .strictObject({
    account: z
      .string()
      .regex(/^\d{12}$/, 'the id of an account: 12 digits, in quotes')
      .meta({ description: 'Account of AWS that the cluster is in; credentials of another are refused.' }),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region of AWS, such as eu-north-1')
      .meta({ description: 'Region of AWS that the cluster is in.', examples: ['eu-north-1'] }),
    zones: z.record(ZoneName, EksZone).meta({ description: 'Zones of the network, by name: two at least.' }),
    systems: EksSystems,
    management: EksManagement.prefault({}),
    admins: z.record(Name, Principal).meta({
      description: 'Who may do everything in the cluster, by a name of your own; whoever applies is among them.',
    }),
    reach: z.record(Name, Cidr4).default({}).meta({
      description: 'Ranges from which people reach the API server through the private network, by name.',
    }),
    internet: z.boolean().default(true).meta({
      description: 'Whether nodes reach the Internet, through NAT; without it all images come from mirrors inside.',
    }),
    logDays: z
      .literal([365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653])
      .default(365)
      .meta({ description: 'How long logs are kept.', unit: 'days', source: 'EKS' }),
    support: z
      .enum(['standard', 'extended'])
      .default('standard')
      .meta({ description: 'Support of the version of Kubernetes; extended costs more, standard is upgraded by AWS.' }),
    addOns: z
      .partialRecord(z.enum(addOns), AddOnSettings)
      .default({})
      .meta({ description: 'Add-ons whose version is pinned, by name; default: the one that EKS proposes.' }),
    tags: z.record(z.string().max(128), Tag).default({}).meta({ description: 'Tags of all resources.' }),
  })
  .meta({ id: 'TargetEks', description: 'A cluster in Amazon EKS.' })
export type TargetEks = z.output<typeof TargetEks>
