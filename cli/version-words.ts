import type { MatrixRow, VersionedPart } from '#catalog'
import {
  type PodModel,
  type PodVersions,
  printedPart,
  printedRanges,
  type UpgradeStep,
  type VersionStanding,
} from '#model'
import { printedTable } from './print.ts'
import type { Colors } from './screen.ts'

const columns: readonly VersionedPart[] = ['kubernetes', 'gpuOperator', 'networkOperator', 'kueue', 'driver']

/** The version matrix as a table, the rows that hold for a pod marked. */
export function printedMatrix(rows: readonly MatrixRow[], standing: VersionStanding, colors: Colors): string {
  const here = new Set(standing.rows.map(({ name }) => name))
  const head = ['', 'row', 'Kubernetes', 'gpu-operator', 'network-operator', 'Kueue', 'driver', 'RDMA', 'source']
  const lines = rows.map(({ name, versions, rdma, only, source }) => [
    here.has(name) ? '*' : '',
    name,
    ...columns.map((part) => shortened(versions[part])),
    only === undefined ? rdma : `${rdma} (${only})`,
    `${source.key} ${source.grade}`,
  ])
  const notes = rows.map(({ name, note }) => colors.dim(`  ${name}: ${note}`))
  return [printedTable([head, ...lines], colors), '', ...notes].join('\n')
}

function shortened(range = '-'): string {
  const alternatives = range.split(' || ')
  return alternatives.length > 2 ? `${alternatives[0]} or ${alternatives.length - 1} others` : alternatives.join(' or ')
}

/** Where a pod stands: its versions, the rows that have them all, and what speaks against them. */
export function printedStanding(
  { name, target }: PodModel,
  versions: PodVersions,
  { rows, bad, undocumented, nearest }: VersionStanding,
  colors: Colors,
): string {
  const own = columns.filter((part) => versions[part] !== undefined).map((part) => printedPart(part, versions[part]))
  const lines = [`${colors.bold(`${name} on ${target.name}`)}: ${own.join(', ')}`]
  if (rows.length > 0) {
    const derived = rows.every(({ source }) => source.grade === 'D')
    lines.push(
      `${colors.green('✓')} in ${rows.map((row) => row.name).join(', ')}${derived ? ': derived from documented rows, documented as a whole by none' : ''}`,
    )
  }
  for (const { why, source } of bad) lines.push(`${colors.red('✗')} ${why} (${source.key}, ${source.grade})`)
  for (const pair of undocumented) {
    lines.push(
      `${colors.yellow('!')} no row has ${pair.map((part) => printedPart(part, versions[part])).join(' with ')}`,
    )
  }
  if (rows.length === 0) lines.push(`→ nearest is ${nearest.name}: ${printedRanges(nearest.versions)}`)
  return lines.join('\n')
}

/** The steps of an upgrade, numbered. */
export function printedSteps(
  { name, target, tenants }: PodModel,
  steps: readonly UpgradeStep[],
  colors: Colors,
): string {
  if (steps.length === 0) return `${colors.green('✓')} ${name} on ${target.name} has these versions already`
  const first = target.artifacts ? ['0. copy charts and images of the new versions: ./superpod mirror'] : []
  const words = steps.map((step, index) => printedStep(step, index + 1, `${name} --target ${target.name}`, colors))
  const told = tenants.filter(({ state }) => state !== 'retired').map((tenant) => tenant.name)
  const telling = told.length > 0 ? `tell the tenants before: ${told.join(', ')}` : 'there are no tenants to tell'
  return [...first, ...words, telling, 'afterwards: ./superpod check, and a plan that is empty'].join('\n\n')
}

function printedStep(step: UpgradeStep, number: number, words: string, colors: Colors): string {
  const how =
    step.by === 'superpod'
      ? `write the version, then ./superpod plan ${words}, and apply with --allow disruptive`
      : 'done by whoever owns it, then write the version into config'
  return [
    colors.bold(`${number}. ${printedPart(step.part, step.from)} → ${step.to}`),
    `   CRDs         ${step.crds}`,
    `   drains       ${step.drains}`,
    `   tenants      ${step.notices}`,
    `   no way back  ${step.noWayBack}`,
    `   how          ${how}`,
    ...step.between.bad.map((why) => `   ${colors.red('do not stay')}  ${why}`),
    ...step.between.undocumented.map(
      (pair) =>
        `   ${colors.yellow('do not stay')}  no document has this ${pair.map((part) => printedPart(part, undefined).replace(' ?', '')).join(' with this ')}`,
    ),
    colors.dim(`   source       ${step.source.key}, ${step.source.grade}`),
  ].join('\n')
}
