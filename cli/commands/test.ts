import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { counted, Fault } from '#core'
import { actionlint, installProviderPackage, promtool, providerPackages, run } from '#tools'
import { command, type Desk } from '../command.ts'
import { toolsOfTwin } from '../delivery-desk.ts'
import { printedFindings } from '../print.ts'

/** What came of a run of the tests, as the reporter in test/kit writes it. */
interface TestTally {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly { readonly name: string; readonly file: string; readonly reason: string }[]
}

/** One judge of the code: a program that says yes or no. */
interface Judge {
  readonly name: string
  readonly what: string
  /** Program of node_modules/.bin, and its arguments. */
  readonly words: readonly [string, ...string[]]
}

const judges: readonly Judge[] = [
  { name: 'biome', what: 'format and lint', words: ['biome', 'check', '--error-on-warnings'] },
  {
    name: 'dependency-cruiser',
    what: 'rooms and their doors',
    words: ['depcruise', '--config', '.dependency-cruiser.mjs', '.'],
  },
  { name: 'knip', what: 'dead code', words: ['knip', '--treat-config-hints-as-errors'] },
  { name: 'tsc', what: 'types', words: ['tsc'] },
  { name: 'tsc page', what: "types of the page's script", words: ['tsc', '-p', 'view/page/browser'] },
]

/** Judges the code itself. */
export const test = command({
  name: 'test',
  summary: 'lint, house rules, types and every test',
  description: [
    'Ends in one line: N passed, N failed, N skipped. What is skipped is named above it, with the reason.',
    'Tests that need the twin, promtool or actionlint compile them the first time: about twelve minutes, once.',
  ].join('\n'),
  args: {
    filter: {
      type: 'positional',
      required: false,
      description: 'only test files whose path holds this; lint is left out',
    },
  },
  examples: [
    { line: './superpod test', purpose: 'everything, as CI does' },
    { line: './superpod test test/model', purpose: 'the tests of one room' },
  ],
  async run({ filter }, desk) {
    await packagesReady(desk)
    const judged = filter === undefined ? await inOrder(judges, (judge) => passes(judge, desk)) : []
    if (filter === undefined) await toolsReady(desk)
    const tally = await tested(filter, desk)
    const passed = tally.passed + judged.filter(Boolean).length
    const failed = tally.failed + judged.filter((good) => !good).length
    const { skipped } = tally
    return {
      data: { passed, failed, skipped },
      text: () =>
        [
          ...skipped.map(({ name, file, reason }) => `skipped  ${file}  ${name}: ${reason}`),
          `${passed} passed, ${failed} failed, ${skipped.length} skipped`,
        ].join('\n'),
      exitCode: failed > 0 ? 1 : 0,
    }
  },
})

/** Installs what the types and tests of every target need; where it cannot be had, those say so themselves. */
async function packagesReady({ root, environment, progress, signal, talkColors }: Desk): Promise<void> {
  for (const name of providerPackages) {
    try {
      await installProviderPackage(name, { root, env: environment.variables, progress, signal })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      progress.note(printedFindings(error.findings, talkColors))
    }
  }
}

/** Compiles what tests run where it is not; where that cannot be, the tests that need it are skipped by name. */
async function toolsReady(desk: Desk): Promise<void> {
  const { environment, progress, signal } = desk
  try {
    await toolsOfTwin(desk)
    const props = { cache: environment.cache, progress, env: environment.variables, signal }
    await promtool(props)
    await actionlint(props)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    desk.progress.note(printedFindings(error.findings, desk.talkColors))
  }
}

async function inOrder<Item, Result>(items: readonly Item[], effect: (item: Item) => Promise<Result>) {
  const results: Result[] = []
  for (const item of items) results.push(await effect(item))
  return results
}

async function passes({ name, what, words: [program, ...args] }: Judge, desk: Desk): Promise<boolean> {
  desk.progress.step(name, what)
  const { stdout, stderr, exitCode } = await run(bin(program, desk), args, inRepository(desk))
  if (exitCode === 0) {
    desk.progress.done(name, what)
    return true
  }
  desk.progress.failed(name)
  desk.progress.note(`${stdout}\n${stderr}`.trim())
  return false
}

async function tested(filter: string | undefined, desk: Desk): Promise<TestTally> {
  const file = join(desk.root, '.superpod', 'tests.json')
  await rm(file, { force: true })
  const files = filter === undefined ? [] : [filter]
  const { exitCode } = await run(bin('vitest', desk), ['run', ...files], {
    ...inRepository(desk),
    keepOutput: false,
    line: (line) => desk.progress.note(line),
  })
  const text = await readFile(file, 'utf8').catch(() => undefined)
  // without a tally the run itself broke: that is one failure, and never none
  const tally: TestTally = text ? JSON.parse(text) : { passed: 0, failed: 1, skipped: [] }
  desk.progress.note(`✓ vitest  ${counted(tally.passed + tally.failed, 'test')}`)
  return tally.failed === 0 && exitCode !== 0 ? { ...tally, failed: 1 } : tally
}

function bin(program: string, { root }: Desk): string {
  return join(root, 'node_modules', '.bin', program)
}

function inRepository({ root, environment: { variables }, signal, talkColors }: Desk) {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...rest } = variables
  const color = talkColors.isColorSupported ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }
  return { cwd: root, env: { ...rest, ...color }, signal }
}
