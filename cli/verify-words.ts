import { counted, type Finding, printedSeconds } from '#core'
import type { PodModel } from '#model'
import type { Check } from '#verify'
import { printedFindings } from './print.ts'
import type { Colors } from './screen.ts'

/** All that a verification has to tell. */
export interface VerifyFacts {
  readonly model: PodModel
  readonly server: string
  readonly checks: readonly Check[]
  /** What could not be read. */
  readonly unread: readonly Finding[]
  readonly seconds: number
}

/** Findings of one check that a screen shows; all of them are in JSON, markdown and JUnit. */
const shown = 10

const whatTwinsShow =
  'On the twin the comparison is real, while labels, driver and kernel are values that superpod wrote itself.'

/** Checks as people read them: what failed with its findings, what holds, what nobody has looked at. */
export function printedVerification(facts: VerifyFacts, colors: Colors): string {
  const { model, checks, unread } = facts
  const width = Math.max(...checks.map(({ title }) => title.length))
  const sign = { ok: colors.green('✓'), failed: colors.red('✗'), 'not verified': colors.yellow('?') }
  return [
    ...checks.flatMap(({ state, title, note, findings }) => [
      `${sign[state]} ${title.padEnd(width)}  ${colors.dim(state === 'not verified' ? `not verified: ${note}` : note)}`,
      ...shownFindings(findings, colors),
    ]),
    ...(unread.length > 0 ? ['', printedFindings(unread, colors)] : []),
    '',
    verdict(facts, colors),
    ...(model.target.kind === 'twin' ? [whatTwinsShow] : []),
  ].join('\n')
}

function shownFindings(findings: readonly Finding[], colors: Colors): string[] {
  const lines = findings
    .slice(0, shown)
    .map(({ severity, path, message }) => `    ${severity === 'error' ? path : colors.dim(path)}  ${message}`)
  const more = findings.length - shown
  return more > 0 ? [...lines, `    and ${counted(more, 'more', 'more')}: --json names all`] : lines
}

function verdict({ model, server, checks, unread, seconds }: VerifyFacts, colors: Colors): string {
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length
  const place = `${model.name} on ${model.target.name} (${server})`
  const open = `${counted(count('not verified'), 'check')} not verified`
  const time = printedSeconds(seconds)
  if (count('failed') > 0) {
    const faults = errors(checks)
    return `${colors.red('✗')} ${place}: ${counted(faults, 'difference')} in ${counted(count('failed'), 'check')}, ${count('ok')} hold, ${open} (${time})`
  }
  if (unread.length > 0) return `${colors.yellow('?')} ${place}: no difference in what could be read, ${open} (${time})`
  return `${colors.green('✓')} ${place} is what config describes: ${counted(count('ok'), 'check')} hold, ${open} (${time})`
}

function errors(checks: readonly Check[]): number {
  return checks.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error').length
}

/** Checks as a page for a report or a ticket. */
export function markdownVerification({ model, server, checks, unread, seconds }: VerifyFacts): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  const all = [...checks.flatMap(({ findings }) => findings), ...unread]
  return [
    `# ${model.title} on ${model.target.name}`,
    '',
    `${server}, compared in ${printedSeconds(seconds)}.`,
    ...(model.target.kind === 'twin' ? [whatTwinsShow] : []),
    '',
    '| Check | State | Looked at |',
    '| --- | --- | --- |',
    ...checks.map(({ title, state, note }) => `| ${cell(title)} | ${state} | ${cell(note)} |`),
    ...(all.length > 0
      ? [
          '',
          '| Where | What | Remedy |',
          '| --- | --- | --- |',
          ...all.map(({ path, message, remedy = '' }) => `| ${cell(path)} | ${cell(message)} | ${cell(remedy)} |`),
        ]
      : []),
  ].join('\n')
}

/** Checks as pipelines read them: a test case each; what is not verified is skipped, never passed. */
export async function junitVerification({ model, checks, unread }: VerifyFacts): Promise<string> {
  const { default: XmlBuilder } = await import('fast-xml-builder')
  const builder = new XmlBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true })
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length
  const suite = {
    '@name': `verify ${model.name} on ${model.target.name}`,
    '@tests': checks.length + unread.length,
    '@failures': count('failed'),
    '@errors': unread.length,
    '@skipped': count('not verified'),
    testcase: [
      ...checks.map(testCase),
      ...unread.map(({ path, message }) => ({ '@classname': 'unread', '@name': path, error: { '@message': message } })),
    ],
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ testsuites: { testsuite: suite } })}`.trimEnd()
}

function testCase({ id, title, state, note, findings }: Check): Record<string, unknown> {
  const facts = { '@classname': id, '@name': title }
  if (state === 'not verified') return { ...facts, skipped: { '@message': note } }
  const told = findings.map(({ path, message }) => `${path}: ${message}`).join('\n')
  if (state === 'failed') return { ...facts, failure: { '@message': note, '#text': told } }
  return { ...facts, 'system-out': [note, told].filter(Boolean).join('\n') }
}
