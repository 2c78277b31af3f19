import { amountOf } from '#catalog'
import { counted, type Finding, printedCount } from '#core'
import type { PodModel, TenantModel } from '#model'
import { type Check, difference, judgedCheck, openCheck } from './check.ts'
import type { LiveMachine, LiveQueue } from './live-machine.ts'

/** Every tenant's queue: there and active, held only where config or its last day says so; and the sums of the ledger. */
export function queueChecks(model: PodModel, { queues }: LiveMachine): Check[] {
  if (!queues) return [openCheck('queues', 'every queue is active', 'queues could not be read')]
  const byName = new Map(queues.map((queue) => [queue.metadata.name, queue]))
  return [
    judgedCheck(
      'queues',
      'every queue is there and active, held only as config has it',
      counted(model.tenants.length, 'queue'),
      model.tenants.flatMap((tenant) => queueFindings(tenant, byName.get(tenant.name))),
    ),
    judgedCheck(
      'ledger',
      'the quotas of each pool add up to what the ledger promises',
      counted(model.pools.length, 'pool'),
      model.pools.flatMap((pool) => ledgerFindings(model, pool, queues)),
    ),
  ]
}

function queueFindings(tenant: TenantModel, queue: LiveQueue | undefined): Finding[] {
  const path = `ClusterQueue ${tenant.name}`
  if (!queue) {
    return [
      difference({
        code: 'verify/queue-missing',
        path,
        message: `tenant ${tenant.name} has no queue`,
        remedy: 'apply the stack of this tenant',
      }),
    ]
  }
  const stop = queue.spec.stopPolicy ?? 'None'
  const held = stop !== 'None'
  if (held && tenant.state === 'active') {
    if (isHeldByExpiry(queue, tenant)) {
      return [information(path, `it is held (${stop}): the tenant expires on ${tenant.expires}`)]
    }
    return [
      difference({
        code: 'verify/queue-held',
        path,
        message: `it is held (${stop}), but its tenant is active`,
        remedy: 'release it, or write the state of the tenant in config',
      }),
    ]
  }
  if (!held && tenant.state !== 'active') {
    return [
      difference({
        code: 'verify/queue-open',
        path,
        message: `it admits work, but its tenant is ${tenant.state}`,
        remedy: 'apply the stack of this tenant',
      }),
    ]
  }
  const active = queue.status?.conditions?.find(({ type }) => type === 'Active')
  if (held || active?.status === 'True') return []
  return [
    difference({
      code: 'verify/queue-inactive',
      path,
      message: `it admits nothing: ${active ? `${active.reason}, ${active.message}` : 'Kueue says nothing of it'}`,
      remedy: 'look at what it refers to: flavors, topology, cohort',
    }),
  ]
}

/** Whether its own expiry holds a queue, for the day that config has now: it leaves that day with the field. */
function isHeldByExpiry({ metadata }: LiveQueue, { expires }: TenantModel): boolean {
  const entries = (metadata['managedFields'] ?? []) as readonly { readonly manager?: string }[]
  const own = [`superpod-expiry-${expires}`, `superpod-expiry-${expires}-over-hold`]
  return entries.some(({ manager = '' }) => expires !== undefined && own.includes(manager))
}

/** Nominal quota is what a queue is promised, in devices: the model counts GPUs. */
function ledgerFindings(model: PodModel, pool: PodModel['pools'][number], queues: readonly LiveQueue[]): Finding[] {
  const promised = model.capacity[pool.name]?.guaranteed ?? 0
  return Object.entries(pool.devices).flatMap(([resource, each]) => {
    const nominal = queues.reduce((sum, queue) => sum + nominalOf(queue, pool.flavor, resource), 0)
    if (nominal === promised * each) return []
    return [
      difference({
        code: 'verify/ledger',
        path: `pool ${pool.name}`,
        message: `its queues are promised ${printedCount(nominal)} ${resource}, but the ledger has ${printedCount(promised * each)}`,
        remedy: 'find the queue whose quota was changed with ./superpod drift',
      }),
    ]
  })
}

function nominalOf({ spec }: LiveQueue, flavor: string, resource: string): number {
  return (spec.resourceGroups ?? [])
    .flatMap(({ flavors }) => flavors)
    .filter(({ name }) => name === flavor)
    .flatMap(({ resources }) => resources)
    .filter(({ name }) => name === resource)
    .reduce((sum, { nominalQuota }) => sum + (amountOf(nominalQuota) ?? 0), 0)
}

function information(path: string, message: string): Finding {
  return { code: 'verify/queue-expired', severity: 'info', path, message }
}
