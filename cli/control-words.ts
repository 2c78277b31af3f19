import { controlArea, controlAreas, controls } from '#catalog'
import { counted, printedCount } from '#core'
import type { PodModel } from '#model'
import { canBeTried, type TriedControl } from '#verify'
import { type ControlTotals, controlTotals, type TenantStandings } from './controls-report.ts'
import { printedTable } from './print.ts'
import type { Colors } from './screen.ts'

type Standing = TriedControl['standing']

/** How a standing is called. */
const words: Readonly<Record<Standing, string>> = {
  tried: 'tried here',
  configured: 'configured, not tried',
  'host-prerequisite': 'host prerequisite, not verified',
  'does-not-hold': 'does not hold',
  'does-not-apply': 'does not apply',
  failed: 'FAILED',
}

/** The same in one column of a matrix. */
const marks: Readonly<Record<Standing, string>> = {
  tried: 'tried',
  configured: 'config',
  'host-prerequisite': 'host',
  'does-not-hold': 'no',
  'does-not-apply': '-',
  failed: 'FAILED',
}

/** Most tenants that a matrix has a column for. */
const mostColumns = 16

/** Controls of one tenant as people read them: by area, with why each stands as it does. */
export function printedControls(model: PodModel, { tenant, controls: all }: TenantStandings, colors: Colors): string {
  const width = Math.max(...all.map(({ id }) => id.length))
  const areas = Object.entries(controlAreas).flatMap(([area, title]) => {
    const lines = all
      .filter(({ id }) => controlArea(id) === area)
      .flatMap((each) => printedControl(each, width, colors))
    return ['', colors.bold(title), ...lines]
  })
  return [
    `${colors.bold(tenant.title)}  ${tenant.name} of ${model.name} on ${model.target.name}, ${tenant.sensitivity}`,
    ...areas,
    '',
    total(controlTotals(all), colors),
    ...honesty(model, all, colors),
  ].join('\n')
}

function printedControl({ id, standing, why, sample, broken }: TriedControl, width: number, colors: Colors): string[] {
  const said = painted(standing, words[standing], colors)
  const note = standing === 'failed' ? undefined : (why ?? howMuch(standing, sample) ?? openOf(id, standing))
  return [
    `  ${id.padEnd(width)}  ${said}${note === undefined ? '' : `: ${note}`}`,
    ...(standing === 'failed' ? broken.slice(0, 5).map((line) => `  ${' '.repeat(width)}  ${colors.red(line)}`) : []),
    `    ${colors.dim(controls[id].title)}`,
  ]
}

function howMuch(standing: Standing, sample: TriedControl['sample']): string | undefined {
  if (standing !== 'tried' || !sample) return undefined
  return `${printedCount(sample.tried)} of ${printedCount(sample.of)} ${sample.what}`
}

function openOf(id: TriedControl['id'], standing: Standing): string | undefined {
  if (standing !== 'configured') return undefined
  return canBeTried(id) ? undefined : controls[id].open
}

function painted(standing: Standing, text: string, colors: Colors): string {
  if (standing === 'tried') return colors.green(text)
  if (standing === 'failed') return colors.red(text)
  return standing === 'does-not-apply' ? colors.dim(text) : colors.yellow(text)
}

function total({ controls: count, tried, failed, questions, ...rest }: ControlTotals, colors: Colors): string {
  const others = [
    `${rest.configured} configured, not tried`,
    `${counted(rest.hostPrerequisites, 'host prerequisite')}, not verified`,
    `${rest.doNotHold} not held`,
    `${rest.doNotApply} not applying`,
  ]
  const broken = failed > 0 ? `${colors.red(`${failed} FAILED`)}; ` : ''
  const asked = questions > 0 ? ` by ${counted(questions, 'question')}` : ''
  return `${colors.bold(`${tried} of ${count} tried here${asked}`)}; ${broken}${others.join('; ')}`
}

function honesty({ target }: PodModel, all: readonly TriedControl[], colors: Colors): string[] {
  if (all.every(({ questions }) => questions === 0)) return []
  const api = 'tried here: the API server was asked, and decided so; nothing was made'
  const twin = 'The twin proves API, quota and placement, never containers, packets, devices or operators.'
  return [colors.dim(api), ...sampled(all, colors), ...(target.kind === 'twin' ? [colors.dim(twin)] : [])]
}

/** Where not everything was tried, said once a control: the least of it. */
function sampled(all: readonly TriedControl[], colors: Colors): string[] {
  const least = new Map<string, string>()
  const parts = all.flatMap(({ id, sample }) => (sample && sample.tried < sample.of ? [{ id, ...sample }] : []))
  for (const { id, tried, of, what } of parts.sort((one, other) => other.tried / other.of - one.tried / one.of)) {
    least.set(id, `a sample of ${id}: ${printedCount(tried)} of ${printedCount(of)} ${what}`)
  }
  return [...least.values()].map(colors.yellow)
}

/** Controls of all tenants as a matrix, and the sums of each. */
export function printedMatrix(model: PodModel, standings: readonly TenantStandings[], colors: Colors): string {
  const all = standings.flatMap((each) => each.controls)
  return [
    `${colors.bold(model.title)}  controls of ${counted(standings.length, 'tenant')} on ${model.target.name}`,
    '',
    ...(standings.length > mostColumns ? [] : [matrix(standings, colors), '']),
    sums(standings, colors),
    '',
    total(controlTotals(all), colors),
    ...honesty(model, all, colors),
    colors.dim(
      `why one stands as it does: ./superpod controls ${standings[0]?.tenant.name ?? '<tenant>'} ${model.name}`,
    ),
  ].join('\n')
}

function matrix(standings: readonly TenantStandings[], colors: Colors): string {
  const rows = (standings[0]?.controls ?? []).map(({ id }, row) => [
    id,
    ...standings.map((each) => marks[each.controls[row]?.standing ?? 'configured']),
  ])
  return printedTable([['control', ...standings.map((_, index) => `#${index + 1}`)], ...rows], colors)
}

function sums(standings: readonly TenantStandings[], colors: Colors): string {
  const head = ['', 'tenant', 'sensitivity', 'tried', 'config', 'host', 'no', '-', 'FAILED']
  const rows = standings.map(({ tenant, controls: all }, index) => {
    const { tried, configured, hostPrerequisites, doNotHold, doNotApply, failed } = controlTotals(all)
    const counts = [tried, configured, hostPrerequisites, doNotHold, doNotApply, failed]
    return [`#${index + 1}`, tenant.name, tenant.sensitivity, ...counts]
  })
  return printedTable([head, ...rows], colors)
}
