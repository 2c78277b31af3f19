import { counted, printedCount, printedGiB, wordList } from '#core'
import { type PodModel, type Pool, sharedPool, type TenantModel } from '#model'
import { all, type Content, type Markup, tag } from '../markup.ts'
import { factList } from '../page/fact-list.ts'

/** What a tenant is promised, what it may borrow, and where its work runs. */
export function shareSection(model: PodModel, tenant: TenantModel): Content {
  const pool = model.pools.find(({ name }) => name === tenant.pool)
  return all(
    factList([
      ['runs on', pool ? places(pool, model) : 'no systems'],
      ['queue', `${tenant.name}, by the queue called default of each namespace`],
      ['guaranteed', amounts(tenant.gpus.guaranteed, tenant.guaranteed)],
      ['at most', amounts(tenant.gpus.burst, tenant.burst)],
      ['borrows', borrowing(tenant)],
      ['lends', lending(tenant)],
      ['order', order(tenant)],
      ['gives way', preemption(tenant)],
    ]),
    stateWords(tenant),
  )
}

function places({ name, systems, gpus }: Pool, { generation }: PodModel): string {
  const size = `${counted(systems.length, 'system')} of ${generation.title}, ${counted(gpus, 'GPU')}`
  if (name === sharedPool) return `the shared pool: ${size}`
  const racks = [...new Set(systems.map(({ rack }) => rack))]
  return `systems of its own: ${size}, in ${wordList(racks, 'and')}`
}

function amounts(gpus: number, { cpus, memoryGiB }: TenantModel['burst']): string {
  return [
    counted(gpus, 'GPU'),
    ...(cpus === undefined ? [] : [counted(cpus, 'CPU')]),
    ...(memoryGiB === undefined ? [] : [`${printedGiB(memoryGiB)} of memory`]),
  ].join(', ')
}

function borrowing({ cohort, gpus }: TenantModel): string {
  if (cohort === undefined) return 'nothing: its systems are its own'
  const more = gpus.burst - gpus.guaranteed
  if (more === 0) return 'nothing: it may hold what it is guaranteed'
  return `up to ${counted(more, 'GPU')} that others leave unused; they get theirs back when they ask`
}

function lending({ cohort, gpus }: TenantModel): string {
  if (cohort === undefined || gpus.guaranteed === 0) return 'nothing'
  const lent = gpus.lend ?? gpus.guaranteed
  return lent === 0
    ? 'nothing'
    : `up to ${printedCount(lent)} of its guaranteed GPUs while they are idle; they come back when it asks`
}

function order({ queue: { strategy } }: TenantModel): string {
  return strategy === 'StrictFIFO'
    ? 'first come, first served: what waits for room holds back what came later'
    : 'first come, first served, but what fits goes past what does not'
}

function preemption({
  queue: {
    preemption: { withinClusterQueue },
  },
}: TenantModel): string {
  if (withinClusterQueue === 'Never') return 'its own work never gives way to other work of its own'
  return withinClusterQueue === 'LowerPriority'
    ? 'work of a lower class gives way to work of a higher one'
    : 'work of a lower class, or newer work of the same class, gives way'
}

function stateWords({ state }: TenantModel): Markup | undefined {
  if (state === 'active') return undefined
  const words =
    state === 'suspended'
      ? 'The tenant is suspended: nothing new is admitted, and what runs ends by itself. Its guarantee and its data stay.'
      : 'The tenant is retired: nothing runs and nothing is admitted. Its data stay until the tenant is destroyed by name; copy what is needed.'
  return tag('p', {}, words)
}
