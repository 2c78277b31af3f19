import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { generations } from '#catalog'
import { madeTargets } from '../test/kit/made-targets.ts'
import { type Measure, memory, time } from './measure.ts'
import { type Measured, measured, type Surroundings } from './measured.ts'

/** How long synthesis takes for each kind of target, and how much memory: the most of all generations that it offers. */
export async function targetMeasures(superpod: string, { cwd, env }: Surroundings): Promise<Measure[]> {
  const lines: Measure[] = []
  for (const [kind, target] of Object.entries(madeTargets)) {
    const runs: Measured[] = []
    for (const generation of Object.keys(generations)) {
      const pod = join(cwd, `${kind}-${generation}`)
      mkdirSync(join(pod, 'targets'), { recursive: true })
      writeFileSync(join(pod, 'targets', `${kind}.yaml`), stringify({ ...shared(kind), ...target }))
      writeFileSync(join(pod, 'superpod.yaml'), stringify({ name: 'any', systems: { generation, scalableUnits: 2 } }))
      const words = [superpod, 'synth', pod, '--target', kind] as const
      // once before: the package of its provider may have to be installed; a cloud that lacks the generation says so
      if (!(await offered(words, { cwd, env }))) continue
      runs.push(await measured(words, { cwd, env }))
    }
    const of = `${runs.length} of ${Object.keys(generations).length} generations`
    lines.push(
      time(`synth on ${kind}, the slowest of ${of}`, Math.max(0, ...runs.map(({ seconds }) => seconds)), 2),
      memory(`memory of the same on ${kind}`, Math.max(0, ...runs.map(({ memoryMiB }) => memoryMiB)), 500),
    )
  }
  return lines
}

function shared(kind: string) {
  return kind === 'twin' || kind === 'kind' ? {} : { state: { backend: 'local', shared: false } }
}

async function offered(words: readonly [string, ...string[]], surroundings: Surroundings): Promise<boolean> {
  return measured(words, surroundings).then(
    () => true,
    () => false,
  )
}
