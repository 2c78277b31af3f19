import { counted, type Finding, printedSeconds } from '#core'
import type { StackResult } from '#delivery'
import type { Colors } from './screen.ts'

/** What came of stacks, a line each, and how it went in one. */
export function printedResults(results: readonly StackResult[], verb: string, colors: Colors): string {
  const changes = results.reduce((sum, result) => sum + result.changes, 0)
  const bad = results.filter(({ outcome }) => outcome === 'failed' || outcome === 'not reached').length
  const touched = results.filter(({ outcome }) => outcome !== 'unchanged')
  return [
    ...touched.map(({ name, outcome, changes: count, seconds }) => {
      const sign = outcome === 'applied' ? colors.green('✓') : colors.red('✗')
      const what = outcome === 'applied' ? `${counted(count, 'change')}  (${printedSeconds(seconds)})` : outcome
      return `${sign} ${name}  ${what}`
    }),
    bad > 0
      ? `${colors.red('✗')} ${counted(bad, 'stack')} of ${results.length} did not end well`
      : `${colors.green('✓')} ${counted(results.length, 'stack')} ${verb}, ${counted(changes, 'change')}`,
  ].join('\n')
}

/** What came of stacks, as `--json` has it. */
export function resultsData(results: readonly StackResult[]): unknown[] {
  return results.map(({ name, outcome, changes, seconds }) => ({ name, outcome, changes, seconds: rounded(seconds) }))
}

/** All that went wrong in stacks. */
export function resultFindings(results: readonly StackResult[]): Finding[] {
  return results.flatMap(({ findings }) => findings)
}

/** Seconds to the hundredth: what is behind it is noise. */
export function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100
}

/** 3 where any stack failed or was not reached. */
export function resultsExitCode(results: readonly StackResult[]): number {
  return results.every(({ outcome }) => outcome === 'applied' || outcome === 'unchanged') ? 0 : 3
}
