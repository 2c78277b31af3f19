import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toolOnPath } from '#tools'
import { type Measure, memory, time, times } from './measure.ts'
import { known, measured, quickest, type Surroundings } from './measured.ts'

const count = 1000

/** How long a pod with a thousand tenants takes, as a whole and where one of them changed. */
export async function tenantMeasures(superpod: string, root: string, surroundings: Surroundings): Promise<Measure[]> {
  const { cwd, env } = surroundings
  const pod = generatedPod(root, cwd)
  const run = (...words: string[]) => measured([superpod, ...words], { cwd, env })
  await run('check', pod)
  const { check } = await quickest(5, { check: () => run('check', pod) })
  const { all } = await quickest(3, { all: () => run('synth', pod) })
  const file = join(pod, 'tenants', 't0500.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('burst: 8', 'burst: 4'))
  const { one } = await quickest(3, { one: () => run('synth', pod, '--tenant', 't0500') })
  return [
    time(`check of ${count} generated tenants`, known(check).seconds, 1.5),
    time('synth of the same, all', known(all).seconds, 12),
    memory('memory of the same', known(all).memoryMiB, 400),
    time('synth of the one that changed', known(one).seconds, 1.2),
    ...(await plans(pod, run, surroundings)),
  ]
}

/** What one tenant's plan takes beside a thousand others, and beside seven. */
async function plans(
  pod: string,
  run: (...words: string[]) => ReturnType<typeof measured>,
  { env }: Surroundings,
): Promise<Measure[]> {
  if ((await toolOnPath('terraform', env)) === undefined) return []
  const plan = (...words: string[]) => run('plan', ...words, '--delivery', 'terraform')
  const { beside, few } = await quickest(5, {
    beside: () => plan(pod, '--tenant', 't0500'),
    few: () => plan('gefion', '--tenant', 'genomics'),
  })
  const baseline = { what: 'a tenant of Gefion, which has 8', seconds: known(few).seconds }
  return [times('plan of the one that changed', known(beside).seconds, 1.5, baseline)]
}

/** Gefion's machine, with a thousand small tenants. */
export function generatedPod(root: string, cwd: string): string {
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
