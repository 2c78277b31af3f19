import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyStacks, type DeliveryContext, type DeliveryStack, plannedStacks, workplaceOf } from '#delivery'
import { run, startProgram } from '#tools'
import { engineHere as engine, engineContext, engineEnv as env, faultOf } from './kit/engine-context.ts'

const mirror = join(homedir(), '.cache', 'superpod', 'mirror')
const mirrored = existsSync(join(mirror, 'providers', 'registry.terraform.io', 'hashicorp', 'helm', '3.1.1'))

/** A stack of the engine's built-in provider: it needs neither mirror nor registry nor cluster. */
const stack = (input: string, more: object = {}): DeliveryStack => ({
  name: 'tiny-twin-platform',
  layer: 'platform',
  json: {
    terraform: {
      backend: { local: { path: '../../../.superpod/tiny/twin/state/tiny-twin-platform.tfstate' } },
      ...more,
    },
    resource: { terraform_data: { kept: { input } } },
  },
  files: {},
  objects: [],
  releases: [],
})

describe.skipIf(!engine)('with terraform on PATH', { timeout: 120_000 }, () => {
  let workspace = ''
  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'engine-'))
  })
  afterAll(async () => rm(workspace, { recursive: true, force: true }))

  const workplace = () => workplaceOf(workspace, 'tiny', 'twin')
  const context = (more: Partial<DeliveryContext> = {}) =>
    engineContext(workspace, { name: 'twin', kind: 'twin' }, more)

  test('what is applied is the plan that was saved, and the state before is kept', async () => {
    expect(await applyStacks(context(), [stack('a')])).toMatchObject([{ outcome: 'applied', changes: 1 }])
    expect(await applyStacks(context(), [stack('b')])).toMatchObject([{ outcome: 'applied', changes: 1 }])
    expect(await readdir(workplace().backupFolder)).toEqual(['tiny-twin-platform.1.tfstate'])
    const state = JSON.parse(await readFile(workplace().stateFile('tiny-twin-platform'), 'utf8'))
    expect(state.resources[0].instances[0].attributes.input.value).toBe('b')
  })

  test('state, plans and logs are readable by their owner only', async () => {
    const { folder, planFile, logFile, stateFile } = workplace()
    const modes = [
      folder,
      planFile('tiny-twin-platform'),
      logFile('tiny-twin-platform', 'apply'),
      stateFile('tiny-twin-platform'),
    ]
    for (const path of modes) expect(`${path} ${(await stat(path)).mode & 0o077}`).toBe(`${path} 0`)
  })

  test('variables that would send the engine elsewhere do not reach it', async () => {
    const diverting = {
      ...env,
      TF_DATA_DIR: '/nowhere',
      TF_CLI_ARGS: '-bogus',
      TF_WORKSPACE: 'other',
      KUBE_CONFIG_PATH: '/x',
    }
    expect(await applyStacks(context({ env: diverting }), [stack('b')])).toMatchObject([{ outcome: 'unchanged' }])
  })

  test('fails while somebody holds the lock of a state, and says who', async () => {
    const folder = workplace().stackFolder('tiny-twin-platform')
    const slow = {
      resource: { terraform_data: { slow: { provisioner: [{ 'local-exec': { command: 'sleep 20' } }] } } },
    }
    await writeFile(join(folder, 'slow.tf.json'), JSON.stringify(slow))
    const file = engine?.file ?? ''
    await run(file, ['init', '-input=false'], { cwd: folder, env })
    const somebody = startProgram(file, ['apply', '-auto-approve', '-input=false'], { cwd: folder, env })
    const lock = join(workplace().stateFolder, '.tiny-twin-platform.tfstate.lock.info')
    for (let tries = 0; tries < 200 && !(await stat(lock).catch(() => undefined)); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const found = await faultOf(applyStacks(context(), [stack('c')]))
    await somebody.stop()
    await rm(join(folder, 'slow.tf.json'))
    expect(found).toMatchObject({ exitCode: 3, code: 'state/locked' })
    expect(found.message).toContain('is locked by')
    expect(await applyStacks(context(), [stack('c')])).toMatchObject([{ outcome: 'applied' }])
  })

  test('fails where neither mirror nor registry has a provider, and names address and file', async () => {
    const helm = { source: 'registry.invalid/hashicorp/helm', version: '3.1.1' }
    const { findings } = await plannedStacks(context(), [stack('c', { required_providers: { helm } })])
    expect(findings[0]).toMatchObject({ code: 'providers/unreachable' })
    expect(findings[0]?.message).toContain('https://registry.invalid')
    expect(findings[0]?.message).toContain('mirror/providers/registry.invalid/hashicorp/helm/3.1.1')
  })

  test.skipIf(!mirrored)('providers that are gone from the cache are fetched again (needs a mirror)', async () => {
    const helm = { source: 'registry.terraform.io/hashicorp/helm', version: '3.1.1' }
    const planned = () => plannedStacks(context({ mirror }), [stack('c', { required_providers: { helm } })])
    expect((await planned()).findings).toEqual([])
    await rm(join(workplace().stackFolder('tiny-twin-platform'), '.terraform', 'providers'), { recursive: true })
    expect((await planned()).findings).toEqual([])
  })

  test('fails where the workspace cannot be written', async () => {
    const blocked = join(workspace, 'blocked')
    await mkdir(join(blocked, 'cdktf.out'), { recursive: true })
    await writeFile(join(blocked, 'cdktf.out', 'stacks'), 'a file where a folder belongs')
    const found = await faultOf(
      plannedStacks(context({ workplace: workplaceOf(blocked, 'tiny', 'twin') }), [stack('c')]),
    )
    expect(found).toMatchObject({ exitCode: 3, code: 'disk/unwritable' })
  })

  test('fails on a target of many whose state is local', async () => {
    const metal = { name: 'metal', kind: 'kubeconfig' } as const
    expect(await faultOf(plannedStacks(context({ target: metal }), [stack('c')]))).toMatchObject({
      exitCode: 1,
      code: 'state/local-of-many',
    })
    const { findings } = await plannedStacks(context({ target: { ...metal, shared: false } }), [stack('c')])
    expect(findings).toEqual([])
  })
})
