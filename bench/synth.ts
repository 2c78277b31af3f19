import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Measure, memory, time, times } from './measure.ts'
import { type Measured, measured, quickest, type Surroundings } from './measured.ts'

/** How long synthesis takes, and how much of that is cdktf itself. */
export async function synthMeasures(superpod: string, root: string, surroundings: Surroundings): Promise<Measure[]> {
  return [...(await gefion(superpod, root, surroundings)), ...(await manyTenants(superpod, root, surroundings))]
}

async function gefion(superpod: string, root: string, { cwd, env }: Surroundings): Promise<Measure[]> {
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

const count = 1000

async function manyTenants(superpod: string, root: string, { cwd, env }: Surroundings): Promise<Measure[]> {
  const pod = generatedPod(root, cwd)
  const { all } = await quickest(3, { all: () => measured([superpod, 'synth', pod], { cwd, env }) })
  const file = join(pod, 'tenants', 't0500.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('burst: 8', 'burst: 4'))
  const { one } = await quickest(3, {
    one: () => measured([superpod, 'synth', pod, '--tenant', 't0500'], { cwd, env }),
  })
  return [
    time(`synth of ${count} generated tenants, all`, known(all).seconds, 12),
    memory('memory of the same', known(all).memoryMiB, 400),
    time('the same, the one that changed', known(one).seconds, 1.2),
  ]
}

function known(run: Measured | undefined): Measured {
  if (!run) throw new Error('nothing was measured')
  return run
}

/** Gefion's machine, with a thousand small tenants. */
function generatedPod(root: string, cwd: string): string {
  const pod = join(cwd, 'many')
  mkdirSync(join(pod, 'tenants'), { recursive: true })
  cpSync(join(root, 'config', 'gefion', 'targets', 'twin.yaml'), join(pod, 'targets', 'twin.yaml'))
  writeFileSync(join(pod, 'superpod.yaml'), 'name: many\nsystems: { generation: dgx-h100, scalableUnits: 6 }\n')
  for (let index = 0; index < count; index += 1) {
    const name = `t${String(index).padStart(4, '0')}`
    writeFileSync(join(pod, 'tenants', `${name}.yaml`), tenant(name))
  }
  return pod
}

function tenant(name: string): string {
  return [
    `name: ${name}`,
    `title: Tenant ${name}`,
    'gpus: { guaranteed: 1, burst: 8 }',
    'namespaces: { train: {}, serve: {} }',
    'sensitivity: internal',
    `access: { admins: [${name}-leads], members: [${name}] }`,
    '',
  ].join('\n')
}
