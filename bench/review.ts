import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Measure, time } from './measure.ts'
import { measured, quickest, type Surroundings } from './measured.ts'
import { generatedPod } from './tenants.ts'

/** How long a review of one changed tenant takes: of Gefion, and of a thousand tenants. */
export async function reviewMeasures(superpod: string, root: string, { cwd, env }: Surroundings): Promise<Measure[]> {
  const home = join(cwd, 'review')
  mkdirSync(home, { recursive: true })
  cpSync(join(root, 'config', 'gefion'), join(home, 'gefion'), { recursive: true })
  generatedPod(root, home)
  for (const words of [
    ['init', '--quiet'],
    ['add', '--all'],
    ['commit', '--quiet', '--message=base'],
  ]) {
    execFileSync('git', ['-C', home, '-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...words])
  }
  changed(join(home, 'gefion', 'tenants', 'drug-discovery.yaml'), 'guaranteed: 128', 'guaranteed: 64')
  changed(join(home, 'many', 'tenants', 't0500.yaml'), 'burst: 8', 'burst: 4')
  const reviewed = (pod: string, ...words: string[]) =>
    measured([superpod, 'review', join(home, pod), ...words], { cwd: home, env })
  const { small, large } = await quickest(5, {
    small: () => reviewed('gefion'),
    large: () => reviewed('many', '--target', 'twin'),
  })
  return [
    time('review of Gefion, 8 tenants, one changed', small?.seconds ?? Number.NaN, 1),
    time('review of 1000 tenants, one changed', large?.seconds ?? Number.NaN, 3),
  ]
}

function changed(file: string, from: string, to: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
}
