import { type Measure, time } from './measure.ts'
import { measured, quickest, type Surroundings } from './measured.ts'

/** How long a person waits for what needs Node only. */
export async function startMeasures(superpod: string, surroundings: Surroundings): Promise<Measure[]> {
  const lines = ['--help', 'check gefion', 'show gefion']
  const run = (line: string) => () => measured([superpod, ...line.split(' ')], surroundings)
  await run('check gefion')()
  const best = await quickest(9, {
    node: () => measured([process.execPath, '--eval', '0'], surroundings),
    ...Object.fromEntries(lines.map((line) => [line, run(line)])),
  })
  const baseline = { what: 'node alone', seconds: secondsOf(best, 'node') }
  return lines.map((line) => time(`superpod ${line}`, secondsOf(best, line), 0.5, baseline))
}

function secondsOf(best: Readonly<Record<string, { readonly seconds: number }>>, name: string): number {
  return best[name]?.seconds ?? Number.NaN
}
