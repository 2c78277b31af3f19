import { counted, printedCount, wordList } from '#core'
import type { Line } from './line.ts'
import type { Review } from './review.ts'

/** The verdict in one line. */
export function verdictLine({ verdict, comparable, lines, class: worst }: Review): string {
  const [first] = lines
  if (!comparable && (!first || worst === 'nothing'))
    return `${verdict}: the two states cannot be compared, and nothing says what changes`
  if (!first || worst === 'nothing') return `${verdict}: nothing changes${lines.length > 0 ? ' in any cluster' : ''}`
  const others = lines.filter((line) => line.class !== 'nothing').length - 1
  const more = others > 0 ? `; and ${counted(others, 'other change')}` : ''
  return `${verdict}: ${worst}: ${subject(first)}: ${first.what}${more}`
}

/** Who or what a line is about. */
export function subject({ tenant, part }: Line): string {
  return tenant ?? part
}

/** The three lines that every verdict ends in: jobs, systems, the way back. */
export function closingLines(review: Review): readonly [string, string, string] {
  if (!review.comparable) {
    return [
      'jobs: it is not known which restart',
      'systems: it is not known which drain or reboot',
      'way back: it is not known whether there is one',
    ]
  }
  const { restarts, drains, back, tenants, class: worst } = review
  const jobs =
    restarts.length === 0
      ? 'no job restarts'
      : restarts.length === tenants && tenants > 1
        ? `at most jobs of all ${tenants} tenants restart`
        : `at most jobs of ${named(restarts)} restart`
  const systems =
    drains.systems === 0
      ? 'no system drains or reboots'
      : `${counted(drains.systems, 'system')} drain or reboot; ${drains.paces.join('; ')}`
  const way =
    worst === 'nothing'
      ? 'nothing to take back'
      : back.kind === 'revert'
        ? back.how
        : back.kind === 'steps'
          ? `in steps: ${back.how}`
          : `impossible: ${back.how}`
  return [`jobs: ${jobs}`, `systems: ${systems}`, `way back: ${way}`]
}

/** Whom a change reaches, in one line that can be trusted: it follows from stacks and from rules, and not from paths of files. */
export function reachLine({ comparable, reached, tenants, stacks }: Review): string {
  if (!comparable) return 'it is not known which tenants are affected, and which stacks change'
  const all = stacks.changed.length + stacks.unchanged.length
  const which = `${counted(stacks.changed.length, 'stack')} of ${all} ${stacks.changed.length === 1 ? 'changes' : 'change'}`
  if (reached.length === 0) return `no tenant is affected; ${which}`
  if (reached.length === tenants && tenants > 1) return `all ${tenants} tenants are affected; ${which}`
  return `${counted(reached.length, 'tenant')} of ${tenants} affected: ${named(reached.map(({ name }) => name))}; ${which}`
}

/** Rows of the ledger that differ, as `name, what, before, after`. */
export function ledgerRows({ ledger }: Review): [name: string, what: string, before: string, after: string][] {
  const rows = (
    name: string,
    before: object | undefined,
    after: object | undefined,
    fields: readonly (readonly [string, string])[],
  ) =>
    fields.flatMap(([field, what]): [string, string, string, string][] => {
      const [was, is] = [before, after].map((side) => (side as Record<string, unknown> | undefined)?.[field])
      return was === is ? [] : [[name, what, cell(was), cell(is)]]
    })
  return [
    ...ledger.pools.flatMap(({ name, before, after }) => rows(`pool ${name}`, before, after, poolFields)),
    ...ledger.tenants.flatMap(({ name, before, after }) => rows(name, before, after, tenantFields)),
  ]
}

const poolFields = [
  ['systems', 'systems'],
  ['inService', 'GPUs in service'],
  ['guaranteed', 'GPUs guaranteed'],
  ['free', 'GPUs that nobody is guaranteed'],
  ['commitPercent', 'over-commit, %'],
] as const

const tenantFields = [
  ['guaranteed', 'GPUs guaranteed'],
  ['burst', 'GPUs at most'],
  ['pool', 'pool'],
  ['standing', 'stands'],
  ['loses', 'GPUs not covered'],
] as const

function cell(value: unknown): string {
  if (value === undefined) return '-'
  return typeof value === 'number' ? printedCount(value) : String(value)
}

/** Names as a sentence has them: the first twenty of many, and how many others. */
function named(names: readonly string[]): string {
  return names.length <= 20
    ? wordList(names, 'and')
    : `${names.slice(0, 19).join(', ')} and ${names.length - 19} others`
}
