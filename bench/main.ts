/** What the product must reach, measured: `npm run bench`, or `npm run bench -- twin` for a part alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, homedir, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import picocolors from 'picocolors'
import { printedTable } from '#cli'
import { exportMeasures } from './export.ts'
import type { Measure } from './measure.ts'
import { reviewMeasures } from './review.ts'
import { schedulingMeasures } from './scheduling.ts'
import { startMeasures } from './start.ts'
import { synthMeasures } from './synth.ts'
import { targetMeasures } from './targets.ts'
import { tenantMeasures } from './tenants.ts'
import { twinMeasures } from './twin.ts'
import { viewMeasures } from './view.ts'

const root = dirname(import.meta.dirname)
const superpod = join(root, 'superpod')
const cwd = mkdtempSync(join(tmpdir(), 'superpod-bench-'))
const path = `${dirname(process.execPath)}:/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin`
const surroundings = { cwd, env: { PATH: path, HOME: homedir(), SUPERPOD_WORKSPACE: cwd } }

const parts: Readonly<Record<string, () => Promise<Measure[]>>> = {
  start: () => startMeasures(superpod, surroundings),
  view: () => viewMeasures(superpod, root, surroundings),
  export: () => exportMeasures(superpod, root, surroundings),
  review: () => reviewMeasures(superpod, root, surroundings),
  synth: () => synthMeasures(superpod, root, surroundings),
  targets: () => targetMeasures(superpod, surroundings),
  tenants: () => tenantMeasures(superpod, root, surroundings),
  twin: () => twinMeasures(superpod, root, surroundings),
  scheduling: schedulingMeasures,
}

const asked = process.argv.slice(2)
const lines: Measure[] = []
try {
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    process.stderr.write(`measuring: ${name}\n`)
    lines.push(...(await part()))
  }
} finally {
  rmSync(cwd, { recursive: true, force: true })
}
const rows = lines.map(({ what, measured, reach, baseline = '', reached }) => {
  return [what, measured, reach, reached ? 'yes' : 'NO', baseline]
})
const busy = `${availableParallelism()} cores, load ${loadavg()
  .map((load) => load.toFixed(1))
  .join(' ')}`
const head = ['measure', 'measured', 'reach', 'reached', 'baseline in the same run']
process.stdout.write(`${busy}\n\n${printedTable([head, ...rows], picocolors)}\n`)
process.exitCode = lines.every(({ reached }) => reached) ? 0 : 1
