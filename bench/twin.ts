import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { twinStatus } from '#twin'
import { fact, type Measure, memory, time } from './measure.ts'
import { measured, type Surroundings } from './measured.ts'

interface UpResult {
  readonly seconds: number
  readonly delivery: string
  readonly stacks: readonly { readonly name: string; readonly changes: number }[]
  readonly proof: { readonly scalableUnits: number; readonly submitToPlacedSeconds: number }
}

/** How long the twin takes, and what of it a change touches. The twin is gone afterwards. */
export async function twinMeasures(superpod: string, root: string, surroundings: Surroundings): Promise<Measure[]> {
  const pod = join(surroundings.cwd, 'gefion')
  cpSync(join(root, 'config', 'gefion'), pod, { recursive: true })
  const run = (...words: string[]) => measured([superpod, ...words, '--json'], surroundings)
  try {
    const first = await run('up', pod)
    const up: UpResult = JSON.parse(first.stdout)
    const again = await run('up', pod)
    const { memoryMiB } = await twinStatus({ folder: join(surroundings.cwd, '.superpod', 'gefion', 'twin', 'twin') })
    edited(join(pod, 'tenants', 'weather-climate.yaml'))
    const applied: UpResult = JSON.parse((await run('apply', pod, '--allow', 'disruptive')).stdout)
    const touched = applied.stacks.filter(({ changes }) => changes > 0).map(({ name }) => name)
    return [
      time(`up of the twin, first time (${up.delivery})`, first.seconds, 60),
      time('up of the twin, again with no change', again.seconds, 8),
      time('gang of 127 systems, submitted to placed', up.proof.submitToPlacedSeconds, 10),
      fact('scalable units that it is on', '4', String(up.proof.scalableUnits)),
      memory("memory of the twin's processes", memoryMiB, 1536),
      fact("one tenant's quota edited: stacks touched", 'gefion-twin-tenant-weather-climate', touched.join(', ')),
    ]
  } finally {
    await run('destroy', pod)
  }
}

function edited(file: string): void {
  const text = readFileSync(file, 'utf8')
  const changed = text.replace(/burst: \d+/, 'burst: 376')
  if (changed === text) throw new Error(`${file} has no burst to edit`)
  writeFileSync(file, changed)
}
