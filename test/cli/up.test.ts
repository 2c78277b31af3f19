import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startProgram } from '#tools'
import { repository } from '../kit/gefion.ts'
import { leastPod } from '../kit/pod-folder.ts'
import { searchPath, superpod, superpodJson } from '../kit/superpod.ts'
import { compiledTools } from '../twin/kit/small-machine.ts'

const minute = 60_000

/** One scalable unit with two tenants: 31 systems. */
function tinyPod(folder: string): string {
  const pod = join(folder, 'pod')
  const files = {
    'superpod.yaml': leastPod,
    'targets/twin.yaml': 'kind: twin\n',
    'tenants/alpha.yaml': tenant('alpha', 128),
    'tenants/beta.yaml': tenant('beta', 32),
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(pod, path)), { recursive: true })
    writeFileSync(join(pod, path), text)
  }
  return pod
}

describe.skipIf(!compiledTools)('a twin (skipped where its tools are not compiled)', { timeout: 4 * minute }, () => {
  let workspace: string
  let pod: string
  const options = () => ({ env: { SUPERPOD_WORKSPACE: workspace }, cwd: workspace })
  const run = (...words: string[]) => superpod(words, options())
  const runJson = (...words: string[]) => superpodJson(words, options())

  beforeAll(() => {
    workspace = mkdtempSync(join(tmpdir(), 'superpod-up-'))
    pod = tinyPod(workspace)
  })

  afterAll(async () => {
    await run('destroy', pod)
    rmSync(workspace, { recursive: true, force: true })
  }, minute)

  test('a plan of a brand-new pod works with no cluster', async () => {
    const { data, exitCode } = await runJson('plan', pod, '--delivery', 'manifests')
    expect(exitCode).toBe(0)
    expect(data.stacks.map(({ name }: { name: string }) => name)).toEqual([
      'tiny-twin-platform',
      'tiny-twin-tenant-alpha',
      'tiny-twin-tenant-beta',
    ])
    const changes = data.stacks.flatMap((stack: { changes: unknown[] }) => stack.changes)
    expect(changes).toContainEqual({
      address: 'kubernetes_namespace_v1.train',
      action: 'create',
      class: 'in place',
      kind: 'Namespace',
      namespace: '',
      name: 'alpha-train',
    })
  })

  test('up brings it up, and proves it with a gang of the tenant that may hold most', async () => {
    const { data, exitCode } = await runJson('up', pod, '--delivery', 'manifests')
    expect(data).toMatchObject({
      kubeconfig: join(workspace, '.superpod', 'tiny', 'twin', 'kubeconfig'),
      delivery: 'manifests',
      systems: 31,
      gpus: 248,
      seconds: expect.any(Number),
      proof: { systems: 16, gpus: 128, scalableUnits: 1, submitToPlacedSeconds: expect.any(Number) },
      findings: [],
    })
    expect(data.proof.refused).toMatch(/insufficient unused quota for nvidia.com\/gpu/)
    expect(data.stacks).toHaveLength(3)
    expect(data.stacks[0]).toEqual({
      name: 'tiny-twin-platform',
      changes: expect.any(Number),
      seconds: expect.any(Number),
    })
    expect(exitCode).toBe(0)
  })

  test('up again changes nothing, and says so', async () => {
    const { stdout, exitCode } = await run('up', pod)
    expect(stdout).toContain('is up on twin: nothing had to change')
    expect(stdout).toContain(
      'The twin proves API, quota and placement, never containers, packets, devices or operators.',
    )
    expect(exitCode).toBe(0)
  })

  test('the commands that its last screen names run as they stand', async () => {
    const { stdout } = await run('up', pod)
    const lines = stdout
      .slice(stdout.indexOf('\nnext\n'))
      .split('\n')
      .map((line) => line.trim())
    const [alias = ''] = lines.filter((line) => line.startsWith('alias kubectl='))
    const kubectl = alias.replace('alias kubectl=', '')
    const commands = lines.filter((line) => line.startsWith('kubectl ')).map((line) => line.replace('kubectl', kubectl))
    const results = await Promise.all(
      commands.map((line) => superpod(['-c', line], { ...options(), program: '/bin/sh' })),
    )
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0, 1])
    expect(results[2]?.stderr).toContain('is forbidden')
  })

  test('fails with exit code 1 where a tenant has vanished from config, and touches nothing', async () => {
    const file = join(pod, 'tenants', 'beta.yaml')
    const text = readFileSync(file, 'utf8')
    rmSync(file)
    const { data, exitCode } = await runJson('up', pod)
    writeFileSync(file, text)
    expect(data.findings).toMatchObject([{ code: 'guard/tenant-vanished', path: 'tenants/beta' }])
    expect(exitCode).toBe(1)
    expect((await run('plan', pod)).stdout).toContain('✓ nothing to change in 3 stacks')
  })

  test('down stops it, plan says so, and up has everything there again', async () => {
    expect((await run('down', pod)).stdout).toContain('the twin of tiny is stopped')
    const plan = await run('plan', pod)
    expect(plan.stderr).toContain('twin/stopped')
    expect(plan.exitCode).toBe(3)
    expect((await run('up', pod)).stdout).toContain('nothing had to change')
  })

  test('destroy leaves no process and no file', async () => {
    const { stdout, exitCode } = await run('destroy', pod)
    expect(stdout).toContain('the twin of tiny is gone, with all of its files')
    expect(exitCode).toBe(0)
    expect(readdirSync(workspace)).toEqual(['pod'])
    expect(processesIn(workspace)).toEqual([])
  })

  test('interrupted, it says how far it came, and leaves no program behind', async () => {
    const up = startUp(pod, workspace)
    await until(() => existsSync(join(workspace, '.superpod', 'tiny', 'twin', 'twin')))
    process.kill(up.pid ?? 0, 'SIGINT')
    const { stderr, exitCode } = await up.ended
    expect(stderr).toContain('stopping …\n')
    expect(stderr).toContain('interrupted: nothing is lost, the same command goes on from here')
    expect(exitCode).toBe(130)
  })
})

function startUp(pod: string, workspace: string) {
  const env = { PATH: searchPath, HOME: homedir(), SUPERPOD_WORKSPACE: workspace }
  return startProgram(join(repository, 'superpod'), ['up', pod, '--delivery', 'manifests'], { env, cwd: workspace })
}

async function until(met: () => boolean): Promise<void> {
  for (const end = Date.now() + minute; Date.now() < end && !met(); ) await pause(50)
}

/** Command lines of processes that work in a folder. */
function processesIn(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return []
      }
    })
    .filter((line) => line.includes(folder))
}

function tenant(name: string, burst: number): string {
  return [
    `name: ${name}`,
    `title: ${name}`,
    `gpus: { guaranteed: 16, burst: ${burst} }`,
    'namespaces: { train: {} }',
    'sensitivity: internal',
    `access: { admins: [${name}-leads], members: [${name}] }`,
    '',
  ].join('\n')
}
