import { stringify } from 'yaml'
import { printedCount } from '#core'
import type { PodModel, TenantProposal } from '#model'

/** What a new tenant's file says. */
export interface TenantFile {
  readonly name: string
  readonly title: string
  readonly sensitivity: string
  readonly proposal: TenantProposal
  /** Path of the schema as an editor takes it from the file's folder. @default no line for editors */
  readonly schema?: string
}

/** The file of a new tenant: what it must say, and what it may, as comments. */
export function tenantFile(model: PodModel, file: TenantFile): string {
  const { name, title, sensitivity, proposal, schema } = file
  const { guaranteed, dedicated, free } = proposal
  return [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
    `name: ${name} # its identity for life, and the name of this file`,
    `title: ${scalar(title)} # may change`,
    `# contact: ${name}-leads@example.org # whom to ask`,
    "# costCentre: '4711' # who pays",
    '',
    `# GPUs that are always there, and the most at once; ${printedCount(free)} of the shared pool were promised to nobody`,
    `gpus: { guaranteed: ${guaranteed}, burst: ${Math.max(guaranteed, dedicated.length > 0 ? 0 : model.generation.gpu.count)} }`,
    ...(dedicated.length > 0
      ? [
          '# systems, racks and units for this tenant alone, by name: it neither borrows nor lends',
          `placement: { dedicated: ${list(dedicated)} }`,
        ]
      : ['# placement: { dedicated: [su1-r01] } # systems, racks and units for this tenant alone']),
    '',
    'namespaces:',
    `  train: { purpose: training } # becomes ${name}-train; a name is for life`,
    `sensitivity: ${sensitivity} # open, internal or sensitive, which has systems of its own`,
    '',
    `# groups of the identity provider, without their prefix ${model.groupPrefix} (nobody is let in before one is named)`,
    'access:',
    '  admins: [] # run the tenant',
    '  members: [] # run jobs, and read Secrets',
    '  viewers: [] # read the work',
    '  auditors: [] # read all but Secrets: work, roles, quotas',
    '',
    '# egress: { data: { cidr: 192.0.2.0/24, ports: [443] } } # destinations outside of the cluster',
    '# registries: [registry.example.org] # in place of the platform’s',
    '# starts: 2027-01-01',
    '# expires: 2028-12-31 # last day',
    'state: active # suspended: admits nothing new, keeps all; retired: before it is destroyed',
    '',
  ].join('\n')
}

function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd()
}

function list(names: readonly string[]): string {
  return `[${names.map(scalar).join(', ')}]`
}
