import { stringify } from 'yaml'
import { counted, type Finding, printedSeconds } from '#core'
import type { PodModel } from '#model'
import type { Preflight, Proposal } from '#verify'
import { printedFindings } from './print.ts'
import type { Colors } from './screen.ts'

/** All that a preflight has to tell. */
export interface PreflightFacts extends Preflight {
  readonly model: PodModel
  readonly server: string
  readonly seconds: number
}

type Standing = 'fits' | 'look' | 'conflict' | 'not verified'

/** Checks as a table, what was found with what to do, and the lines of config that hand components over. */
export function printedPreflight(facts: PreflightFacts, colors: Colors): string {
  const { model, checks, proposals, unread } = facts
  const width = Math.max(...checks.map(({ title }) => title.length))
  const sign = {
    fits: colors.green('✓'),
    look: colors.yellow('!'),
    conflict: colors.red('✗'),
    'not verified': colors.yellow('?'),
  }
  const rows = checks.map((check) => {
    const standing = standingOf(check)
    return `${sign[standing]} ${check.title.padEnd(width)}  ${colors.dim(standing === 'not verified' ? `not verified: ${check.note}` : check.note)}`
  })
  const found = [...checks.flatMap(({ findings }) => findings), ...unread]
  return [
    ...rows,
    ...(found.length > 0 ? ['', printedFindings(bySeverity(found), colors)] : []),
    ...(proposals.length > 0
      ? [
          '',
          `what others run here, for override of targets/${model.target.name}.yaml:`,
          '',
          handOver(proposals).trimEnd(),
        ]
      : []),
    '',
    verdict(facts, colors),
  ].join('\n')
}

/** Where one check stands: what only deserves a look stops nothing. */
export function standingOf({ state, findings }: Preflight['checks'][number]): Standing {
  if (state === 'not verified') return 'not verified'
  if (findings.some(({ severity }) => severity === 'error')) return 'conflict'
  return findings.some(({ severity }) => severity === 'warning') ? 'look' : 'fits'
}

/** Lines of config that hand components over, as YAML. */
export function handOver(proposals: readonly Proposal[]): string {
  const platform = Object.assign({}, ...proposals.map(({ config }) => config['platform']))
  return stringify({ override: { platform } })
}

const weights = ['error', 'warning', 'info']

function bySeverity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => weights.indexOf(a.severity) - weights.indexOf(b.severity))
}

function verdict({ model, server, version, checks, unread, seconds }: PreflightFacts, colors: Colors): string {
  const count = (standing: Standing) => checks.filter((check) => standingOf(check) === standing).length
  const place = `${model.name} on ${model.target.name} (${server}${version === undefined ? '' : `, ${version}`})`
  const open = `${count('not verified')} not verified`
  const time = `(${printedSeconds(seconds)}; nothing was changed)`
  const looks = count('look') > 0 ? `, ${count('look')} to look at` : ''
  if (count('conflict') > 0) {
    const conflicts = counted(count('conflict'), 'conflict')
    return `${colors.red('✗')} ${place}: ${conflicts}, ${count('fits')} fit${looks}, ${open} ${time}`
  }
  if (unread.length > 0) {
    return `${colors.yellow('?')} ${place}: ${counted(unread.length, 'thing')} could not be read, ${count('fits')} fit${looks}, ${open} ${time}`
  }
  return `${colors.green('✓')} ${place}: no conflict, ${count('fits')} fit${looks}, ${open} ${time}`
}
