import { counted, printedCount } from '#core'
import type { CapacityReport, PodModel, TenantCapacity } from '#model'
import { printedTable } from './print.ts'
import type { Colors } from './screen.ts'

/** The ledger of a pod as people read it: its pools, its tenants, and who loses what. */
export function printedCapacity(model: PodModel, report: CapacityReport, colors: Colors): string {
  const gpus = model.systems.length * model.generation.gpu.count
  return [
    `${colors.bold(model.title)}  ${report.at}: ${counted(model.systems.length, 'system')}, ${printedCount(gpus)} GPUs`,
    ...supposed(report),
    '',
    poolTable(report, colors),
    ...leftWords(report),
    '',
    tenantTable(report, colors),
    ...losses(report, colors),
    '',
    colors.dim(
      'commit: GPUs that tenants may hold at once, for every 100 that there are; above 100 it is over-committed',
    ),
    colors.dim('room: GPUs by which a guarantee, or a burst, could be raised'),
    colors.dim(comesBack(report)),
  ].join('\n')
}

function comesBack({ graceSeconds }: CapacityReport): string {
  const most = graceSeconds === undefined ? 'which no policy limits' : `${graceSeconds} s at most`
  return `what others borrow of a guarantee comes back when its owner asks: on metal after their grace period, ${most}`
}

function supposed({ without, taken }: CapacityReport): string[] {
  if (without.length === 0) return []
  return [`supposed out of service: ${without.join(', ')} (${counted(taken.length, 'system')} more than today)`]
}

function leftWords({ left }: CapacityReport): string[] {
  return Object.entries(left).map(
    ([tenant, count]) => `in quarantine, in no pool: ${counted(count, 'system')} that ${tenant} left`,
  )
}

function poolTable({ pools }: CapacityReport, colors: Colors): string {
  const head = [
    'pool',
    'systems',
    'out',
    'spares',
    'used',
    'GPUs',
    'in service',
    'guaranteed',
    'free',
    'burst',
    'commit',
  ]
  const rows = pools.map((pool) => [
    pool.name,
    pool.systems,
    pool.outages,
    pool.spares,
    pool.sparesUsed,
    pool.gpus,
    pool.inService,
    pool.guaranteed,
    pool.free,
    pool.burst,
    `${pool.commitPercent} %`,
  ])
  return printedTable([head, ...rows], colors)
}

function tenantTable({ tenants }: CapacityReport, colors: Colors): string {
  const head = ['tenant', 'guaranteed', 'burst', 'room', 'burst room', 'share', 'pool', 'stands']
  const rows = tenants.map((tenant) => [
    tenant.name,
    tenant.guaranteed,
    tenant.burst,
    tenant.mayGuarantee,
    tenant.mayBurst,
    `${tenant.sharePercent} %`,
    tenant.pool,
    tenant.standing,
  ])
  return printedTable([head, ...rows], colors)
}

function losses({ pools, tenants, without }: CapacityReport, colors: Colors): string[] {
  const losing = tenants.filter(({ loses }) => loses > 0)
  if (losing.length === 0) {
    const fine = pools.some(({ outages }) => outages > 0) ? 'every guarantee is covered by systems in service' : ''
    return without.length > 0 || fine !== '' ? ['', colors.green(fine || 'every guarantee is covered')] : []
  }
  return ['', ...losing.map((tenant) => loss(tenant, tenants, colors))]
}

// which tenant of a shared pool goes short is decided by Kueue: each may, all together do
function loss({ name, loses, guaranteed, pool }: TenantCapacity, tenants: readonly TenantCapacity[], colors: Colors) {
  const alone = tenants.filter((tenant) => tenant.pool === pool && tenant.loses > 0).length === 1
  const lost = alone ? `loses ${printedCount(loses)}` : `may lose up to ${printedCount(loses)}`
  return `${colors.yellow(name)} ${lost} of ${printedCount(guaranteed)} guaranteed GPUs${alone ? '' : `, shared with the others of pool ${pool}`}`
}
