import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Measure, time, times } from './measure.ts'
import { known, measured, quickest, type Surroundings } from './measured.ts'

/** How long synthesis takes, and how much of that is cdktf itself. */
export async function synthMeasures(superpod: string, root: string, { cwd, env }: Surroundings): Promise<Measure[]> {
  const bare = join(cwd, 'bare.cjs')
  const entryPoints = [join(root, 'bench', 'bare-app.ts')]
  await build({ entryPoints, outfile: bare, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' })
  const stacks = join(cwd, 'cdktf.out', 'stacks')
  const metal = ['synth', 'gefion', '--target', 'metal', '--stack', 'gefion-metal-platform']
  const { synth, plain, platform } = await quickest(7, {
    synth() {
      rmSync(join(cwd, 'cdktf.out'), { recursive: true, force: true })
      return measured([superpod, 'synth', 'gefion'], { cwd, env })
    },
    plain: () => measured([process.execPath, bare, stacks, join(cwd, 'bare.out')], { cwd, env }),
    platform: () => measured([superpod, ...metal], { cwd, env }),
  })
  const baseline = { what: 'a bare cdktf app', seconds: known(plain).seconds }
  return [
    time('synth of Gefion, 8 tenants', known(synth).seconds, 1.2),
    times('the same, against bare cdktf', known(synth).seconds, 1.3, baseline),
    time('synth of its platform on metal, all operators', known(platform).seconds, 0.6),
  ]
}
