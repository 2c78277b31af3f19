import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** What came of a run of the tests, as `./superpod test` reads it. */
export interface TestTally {
  readonly passed: number
  readonly failed: number
  /** Each skipped test by its name, with the reason. */
  readonly skipped: readonly { readonly name: string; readonly file: string; readonly reason: string }[]
}

/** Where the last tally is. */
const tallyFile = '.superpod/tests.json'

/**
 * Counts tests, and names those that were skipped with the reason that they gave.
 * @public
 */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const cases = modules.flatMap((module) => [...module.children.allTests()])
    const states = cases.map((test) => test.result().state)
    // a file that cannot be loaded has no tests to fail
    const broken = modules.filter((module) => module.errors().length > 0).length
    const tally: TestTally = {
      passed: states.filter((state) => state === 'passed').length,
      failed: states.filter((state) => state === 'failed' || state === 'pending').length + broken,
      skipped: cases.filter((test) => test.result().state === 'skipped').map(skipped),
    }
    mkdirSync(dirname(tallyFile), { recursive: true })
    writeFileSync(tallyFile, JSON.stringify(tally))
  }
}

function skipped(test: TestCase): TestTally['skipped'][number] {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return { name: test.name, file: test.module.relativeModuleId, reason: note ?? reasonIn(test.fullName) }
}

/** The reason that a title gives: in brackets, or as the condition of its group ("with Go on PATH"). */
function reasonIn(title: string): string {
  const inBrackets = [...title.matchAll(/\(([^()]+)\)/g)].at(-1)?.[1]
  if (inBrackets) return inBrackets
  const condition = title.split(' > ').find((group) => group.startsWith('with '))
  return condition ? `runs only ${condition}` : 'no reason given'
}
