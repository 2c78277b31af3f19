import { wordList } from '#core'
import { type PodModel, printedPartitionKey, type TenantModel } from '#model'
import { all, type Content, type Markup, tag } from '../markup.ts'
import { table } from '../page/tables.ts'

/** What work of a tenant is held to, what its pods may reach, and what does not hold. */
export function rulesSection(model: PodModel, tenant: TenantModel): Content {
  return all(
    table('Work', ['of', 'rule'], workRules(model, tenant)),
    table('Network', ['of', 'rule'], networkRules(tenant)),
    audited(model),
  )
}

type Rule = readonly [string, string]

function workRules({ platform: { policy, kueue }, pools }: PodModel, tenant: TenantModel): Rule[] {
  const { terms, name, rdma } = tenant
  const registries = terms.registries ?? policy.registries
  const exceptions = Object.keys(policy.exceptions[name] ?? {})
  const dedicated = pools.some((pool) => pool.name === name)
  return [
    [
      'pods',
      rdma?.memlock === 'ipc-lock'
        ? 'as the baseline standard has it, and IPC_LOCK'
        : 'the restricted standard of Pod Security: no root, no privileges',
    ],
    ['GPUs', 'only through the queue: work that asks for GPUs and goes past it is refused'],
    ...(terms.wholeSystemGpus === undefined
      ? []
      : [['GPUs', `whole systems: a container that asks for GPUs asks for ${terms.wholeSystemGpus}`] as const]),
    ['images', registries.length === 0 ? 'from any registry' : `from ${wordList(registries, 'and')} alone`],
    ...(terms.digests ? [['images', 'named by digest (@sha256:…), never by tag'] as const] : []),
    [
      'place',
      dedicated
        ? 'nobody names a node: the scheduler places work, on systems of this tenant alone'
        : 'nobody names a node: the scheduler places work, on systems that others use too',
    ],
    ['volumes', 'claims and what a pod makes for itself; nothing of the host'],
    ...(terms.tokenless ? [['service accounts', 'pods get no token of one'] as const] : []),
    ['classes', classes(terms.priorities ?? Object.keys(kueue.priorities))],
    ...(policy.priorityClasses.length === 0
      ? []
      : [['priority of pods', `${wordList(policy.priorityClasses)}, or none`] as const]),
    ...(exceptions.length === 0
      ? []
      : [['exceptions', `warned, not refused: ${wordList(exceptions, 'and')}`] as const]),
  ]
}

function classes(names: readonly string[]): string {
  if (names.length === 0) return 'none: work of the tenant is of one class'
  return `the label kueue.x-k8s.io/priority-class orders its own work: ${wordList(names)}`
}

function networkRules({ egress, rdma }: TenantModel): Rule[] {
  return [
    ['inside', 'pods of one namespace reach one another, and the name service'],
    ...Object.entries(egress).map(([name, { cidr, ports }]): Rule => {
      return [`egress ${name}`, `${cidr}, TCP ${wordList(ports.map(String), 'and')}`]
    }),
    ['all else', 'closed, in and out, other namespaces of the tenant among it'],
    ['rails', rails(rdma)],
  ]
}

function rails(rdma: TenantModel['rdma']): string {
  if (!rdma) return 'none: pods have no InfiniBand'
  const key =
    rdma.partitionKey === undefined ? 'no partition of its own' : `partition ${printedPartitionKey(rdma.partitionKey)}`
  return `InfiniBand of their systems, ${key}; no network policy filters it`
}

function audited({ platform: { policy } }: PodModel): Markup | undefined {
  if (policy.mode === 'deny') return undefined
  return tag('p', {}, 'Policies on work only warn now, and write down what they would refuse.')
}
