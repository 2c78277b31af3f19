import { consequencesOf, gravestOf } from '#catalog'
import { counted, printedSeconds } from '#core'
import type { Change, ReleaseDrift } from '#delivery'
import type { Drift, DriftReport, FieldDrift } from '#verify'
import { classOf, printedClass } from './printed-plan.ts'
import { rounded } from './printed-results.ts'
import type { Colors } from './screen.ts'

/** All that a comparison has to tell. */
export interface DriftFacts {
  readonly report: DriftReport
  readonly releases: readonly ReleaseDrift[]
  /** What was put right before the last look. */
  readonly repaired: readonly Drift[]
  readonly seconds: number
}

const signs = { changed: '~', missing: '-', extra: '+' } as const
const words = { changed: 'changed', missing: 'missing', extra: 'not in config' } as const

/** A difference as the change that puts it right. */
export function driftChange({ difference, address, wanted, live, fields }: Drift): Change {
  const { kind = '', metadata } = wanted ?? live ?? {}
  const { name = '', namespace = '' } = metadata ?? {}
  const facts = { address: address || `${kind}/${name}`, kind, namespace, name }
  if (difference === 'missing') return { ...facts, action: 'create', after: wanted }
  if (difference === 'extra') return { ...facts, action: 'delete', before: live }
  // only what differs: the live object has defaults too, which nobody takes away
  const [before, after] = [fieldsAlone(fields, 'live'), fieldsAlone(fields, 'wanted')]
  return { ...facts, action: 'update', before, after }
}

/** What a difference comes to, by the table that plan and review read: to put it right, and what was done by hand. */
function driftClasses(drift: Drift) {
  const change = driftChange(drift)
  const { action, before, after } = change
  const undone = { create: 'delete', delete: 'create', update: 'update', replace: 'replace' } as const
  return {
    class: classOf(change),
    byHand: classOf({ ...change, action: undone[action], before: after, after: before }),
  }
}

/** What putting a release right comes to. */
function releaseClass({ name, namespace, chart, status, fields }: ReleaseDrift) {
  const facts = { address: '', kind: 'HelmRelease', namespace, name, chart }
  return gravestOf(consequencesOf({ ...facts, action: status === undefined ? 'create' : 'update', fields }))
}

/** Fields by their paths, nested; what is not there is left out. */
function fieldsAlone(fields: readonly FieldDrift[], side: 'live' | 'wanted'): Record<string, unknown> {
  const all: Record<string, unknown> = {}
  for (const { path, [side]: value } of fields.filter((field) => field[side] !== undefined)) {
    const last = path.at(-1) ?? ''
    const inner = path.slice(0, -1).reduce((map, part) => {
      const below = (map[part] ?? {}) as Record<string, unknown>
      map[part] = below
      return below
    }, all)
    inner[last] = value
  }
  return all
}

/** Differences as people read them: a stack, and under it each object with what differs. */
export function printedDrift({ report, releases, repaired, seconds }: DriftFacts, colors: Colors): string {
  const { drifts, compared, findings } = report
  const stacks = [...new Set([...releases, ...drifts].map(({ stack }) => stack))].sort()
  const what = `${counted(compared, 'object')} compared in ${printedSeconds(seconds)}`
  const count = drifts.length + releases.length
  return [
    ...(repaired.length > 0 ? [`${colors.green('✓')} put right: ${counted(repaired.length, 'object')}`] : []),
    ...stacks.flatMap((stack) => [
      colors.bold(stack),
      ...releases.filter((each) => each.stack === stack).flatMap((each) => printedRelease(each, colors)),
      ...drifts.filter((each) => each.stack === stack).flatMap((each) => printedObject(each, colors)),
    ]),
    ...(count > 0 ? [''] : []),
    count === 0
      ? findings.length > 0
        ? `${colors.yellow('?')} no difference in what could be read; ${what}`
        : `${colors.green('✓')} the cluster is as config has it; ${what}`
      : `${colors.red('✗')} ${counted(count, 'difference')} in ${counted(stacks.length, 'stack')}; ${what}`,
  ].join('\n')
}

function printedRelease(release: ReleaseDrift, colors: Colors): string[] {
  const { name, namespace, chart, status, fields } = release
  const state = status === undefined ? 'missing' : status === 'deployed' ? 'not as config has it' : status
  return [
    `  ${colors.yellow('~')} HelmRelease ${namespace}/${name}  chart ${chart}, ${state}: apply puts it right${printedClass(releaseClass(release), colors)}`,
    ...fields.map(({ path, before, after }) => printedField({ path, wanted: after, live: before })),
  ]
}

function printedObject(drift: Drift, colors: Colors): string[] {
  const { difference, wanted, live, fields, by } = drift
  const { class: right, byHand } = driftClasses(drift)
  const { kind, metadata } = wanted ?? live ?? { kind: '', metadata: { name: '' } }
  const name = metadata.namespace ? `${kind} ${metadata.namespace}/${metadata.name}` : `${kind} ${metadata.name}`
  const paint = { changed: colors.yellow, missing: colors.red, extra: colors.green }[difference]
  const hand = by.length > 0 ? ` by ${by.join(', ')}` : ''
  return [
    `  ${paint(signs[difference])} ${name}${printedClass(byHand, colors)}  ${colors.dim(`${words[difference]}${hand}`)}`,
    ...(right === 'in place' || right === byHand ? [] : [`      to put it right:${printedClass(right, colors)}`]),
    ...fields.map(printedField),
  ]
}

/** A field with what config has, and what the cluster has. */
function printedField({ path, wanted, live }: FieldDrift): string {
  return `      ${path.join('.').replaceAll('.[', '[')}: config ${printedValue(wanted)}, cluster ${printedValue(live)}`
}

function printedValue(value: unknown): string {
  if (value === undefined || value === null) return 'has none'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 117)}...` : text
}

/** Differences as `--json` has them. */
export function driftData(
  { drifts, compared }: DriftReport,
  releases: readonly ReleaseDrift[],
  repaired: readonly Drift[],
  seconds: number,
): Record<string, unknown> {
  return {
    compared,
    seconds: rounded(seconds),
    drifts: drifts.map(objectData),
    releases: releases.map((release) => {
      return { ...release, class: releaseClass(release), fields: release.fields.map(fieldData) }
    }),
    repaired: repaired.map(objectData),
  }
}

function objectData(drift: Drift) {
  const { difference, stack, address, wanted, live, fields, by } = drift
  const { kind, metadata } = wanted ?? live ?? { kind: '', metadata: { name: '' } }
  const { name, namespace = '' } = metadata
  return {
    difference,
    stack,
    address,
    kind,
    namespace,
    name,
    by,
    ...driftClasses(drift),
    fields: fields.map(({ path, wanted: config, live: cluster }) => ({ path, config, cluster })),
  }
}

function fieldData({ path, before, after }: ReleaseDrift['fields'][number]) {
  return { path, config: after, cluster: before }
}
