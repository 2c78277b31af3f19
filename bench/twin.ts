import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { twinStatus } from '#twin'
import { largePod } from './large-pod.ts'
import { fact, type Measure, memory, time } from './measure.ts'
import { measured, type Surroundings } from './measured.ts'

interface UpResult {
  readonly seconds: number
  readonly systems: number
  readonly delivery: string
  readonly stacks: readonly { readonly name: string; readonly changes: number }[]
  readonly proof: { readonly scalableUnits: number; readonly submitToPlacedSeconds: number }
}

/** How long the twin takes, and what of it a change touches; then the largest. Both are gone afterwards. */
export async function twinMeasures(superpod: string, root: string, surroundings: Surroundings): Promise<Measure[]> {
  return [...(await gefion(superpod, root, surroundings)), ...(await largest(superpod, root, surroundings))]
}

async function gefion(superpod: string, root: string, surroundings: Surroundings): Promise<Measure[]> {
  const pod = join(surroundings.cwd, 'gefion')
  cpSync(join(root, 'config', 'gefion'), pod, { recursive: true })
  const run = (...words: string[]) => measured([superpod, ...words, '--json'], surroundings)
  try {
    const first = await run('up', pod)
    const up: UpResult = JSON.parse(first.stdout)
    const again = await run('up', pod)
    const verified = await run('verify', pod)
    const { memoryMiB } = await statusOf('gefion', surroundings)
    edited(join(pod, 'tenants', 'weather-climate.yaml'))
    const applied: UpResult = JSON.parse((await run('apply', pod, '--allow', 'disruptive')).stdout)
    const touched = applied.stacks.filter(({ changes }) => changes > 0).map(({ name }) => name)
    return [
      time(`up of the twin, first time (${up.delivery})`, first.seconds, 60),
      time('up of the twin, again with no change', again.seconds, 8),
      time('verify of 191 systems on the twin', verified.seconds, 3),
      time('gang of 127 systems, submitted to placed', up.proof.submitToPlacedSeconds, 10),
      fact('scalable units that it is on', '4', String(up.proof.scalableUnits)),
      memory("memory of the twin's processes", memoryMiB, 1536),
      fact("one tenant's quota edited: stacks touched", 'gefion-twin-tenant-weather-climate', touched.join(', ')),
    ]
  } finally {
    await run('destroy', pod)
  }
}

/** 64 units without a tenant: every system Ready, the platform delivered without Terraform. */
async function largest(superpod: string, root: string, surroundings: Surroundings): Promise<Measure[]> {
  const pod = largePod(root, surroundings.cwd)
  const run = (...words: string[]) => measured([superpod, ...words, '--json'], surroundings)
  try {
    const first = await run('up', pod, '--delivery', 'manifests')
    const up: UpResult = JSON.parse(first.stdout)
    const again = await run('up', pod, '--delivery', 'manifests')
    const { memoryMiB } = await statusOf('large', surroundings)
    return [
      fact('systems of a twin of 64 units of H100, all Ready', '2047', String(up.systems)),
      time('up of that twin, first time (manifests)', first.seconds, 60),
      time('up of that twin, again with no change', again.seconds, 20),
      memory("memory of that twin's processes", memoryMiB, 2048),
    ]
  } finally {
    await run('destroy', pod)
  }
}

async function statusOf(pod: string, { cwd }: Surroundings) {
  return await twinStatus({ folder: join(cwd, '.superpod', pod, 'twin', 'twin') })
}

function edited(file: string): void {
  const text = readFileSync(file, 'utf8')
  const changed = text.replace(/burst: \d+/, 'burst: 376')
  if (changed === text) throw new Error(`${file} has no burst to edit`)
  writeFileSync(file, changed)
}
