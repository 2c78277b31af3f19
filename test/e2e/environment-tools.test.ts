import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { providersReachable, wantedProviders } from '#delivery'
import { terraformHere, tinyStacks } from '../delivery/kit/tiny-machine.ts'
import { bareWorkspace, terraformScript } from '../kit/environment/bare-path.ts'
import { refused } from '../kit/environment/refused.ts'
import { kubeconfigTo, silentPort, withMetal } from '../kit/environment/remote-target.ts'
import { type PodWorkspace, podWorkspace } from '../kit/interrupted/pod-workspace.ts'
import { compiledTools } from '../kit/small-twin.ts'

const minute = 60_000
const [provider] = wantedProviders((await tinyStacks())[0]?.json ?? {})
const registryAnswers =
  terraformHere && provider && (await providersReachable('/nowhere', [provider], { timeoutSeconds: 2 })) !== undefined

const tools = compiledTools ? undefined : 'the tools of the twin are not compiled'
const terraform = terraformHere ? undefined : 'no terraform, or no providers in a mirror or registry'
const noRegistry = registryAnswers ? 'the registry answers here' : undefined

const it = (title: string, missing: string | undefined, body: () => Promise<void>) =>
  test(missing ? `${title} (${missing})` : title, { skip: missing !== undefined, timeout: 2 * minute }, body)

describe('without a Terraform that will do', () => {
  it('a twin falls back to manifests where none is on PATH, and says why', tools, async () => {
    const place = ended(await bareWorkspace())
    const { exitCode, data } = await place.json('plan')
    expect({ exitCode, delivery: data.delivery, why: data.why }).toEqual({
      exitCode: 0,
      delivery: 'manifests',
      why: 'terraform is not on PATH',
    })
  })

  it('a twin falls back to manifests where it is too old, and says why', tools, async () => {
    const place = ended(await bareWorkspace({ terraform: terraformScript('1.5.0') }))
    const { exitCode, data } = await place.json('plan')
    expect({ exitCode, delivery: data.delivery, why: data.why }).toEqual({
      exitCode: 0,
      delivery: 'manifests',
      why: 'terraform is 1.5.0, but must be 1.10 or newer',
    })
  })

  it('fails on a twin when somebody insists on it', tools, async () => {
    const place = ended(await bareWorkspace())
    const [missing] = await refused(place, 3, 'plan', '--delivery', 'terraform')
    expect(missing).toMatchObject({
      code: 'tool/missing',
      remedy: expect.stringContaining('install Terraform from https://'),
    })
  })

  it('fails on a real target, with the way to get it', undefined, async () => {
    const place = ended(await bareWorkspace())
    await withMetal(place, { kubeconfig: join(place.root, 'none') })
    const [missing] = await refused(place, 3, 'plan', '--target', 'metal')
    expect(missing).toMatchObject({
      code: 'tool/missing',
      remedy: expect.stringContaining('install Terraform from https://'),
    })
    const old = ended(await bareWorkspace({ terraform: terraformScript('1.5.0') }))
    await withMetal(old, { kubeconfig: join(old.root, 'none') })
    const [tooOld] = await refused(old, 3, 'plan', '--target', 'metal')
    expect(tooOld).toMatchObject({
      code: 'tool/too-old',
      remedy: expect.stringContaining('install Terraform from https://'),
    })
  })

  it('a mirror without the providers sends a twin to manifests', tools ?? terraform ?? noRegistry, async () => {
    const place = await withEmptyMirror()
    const { exitCode, data } = await place.json('plan')
    expect({ exitCode, delivery: data.delivery, why: data.why }).toEqual({
      exitCode: 0,
      delivery: 'manifests',
      why: 'neither a mirror nor the registry has the providers',
    })
  })

  it('fails with the address, the file and the way to a mirror', tools ?? terraform ?? noRegistry, async () => {
    const place = await withEmptyMirror()
    const [unreachable] = await refused(place, 3, 'plan', '--delivery', 'terraform')
    const { source = '', version = '' } = provider ?? {}
    const file = join(place.root, 'mirror', 'providers', source, version)
    expect(unreachable).toMatchObject({ code: 'providers/unreachable', path: 'small-twin-platform' })
    expect(unreachable?.message).toContain(`https://${source.split('/')[0]} does not give ${source} ${version}`)
    expect(unreachable?.message).toContain(file)
    expect(unreachable?.remedy).toContain('terraform providers mirror')
  })
})

describe('without what compiles the twin', () => {
  it('fails where the cache is empty and Go is missing, with the way to get it', undefined, async () => {
    const place = ended(await bareWorkspace({}, { relative: { SUPERPOD_CACHE: 'cache' } }))
    const [missing] = await refused(place, 3, 'up')
    expect(missing).toMatchObject({
      code: 'tool/missing',
      path: 'go',
      remedy: expect.stringContaining('https://go.dev/dl'),
    })
  })
})

describe('a real target whose cluster', () => {
  it('fails when nobody listens at its address', undefined, async () => {
    const place = await withTerraform()
    const free = await silentPort().then(async (port) => port + 1)
    await withMetal(place, { kubeconfig: await kubeconfigTo(place, free) })
    for (const command of ['plan', 'up'] as const) {
      const words = command === 'up' ? ['--yes'] : []
      const [unreachable] = await refused(place, 3, command, '--target', 'metal', ...words)
      expect(unreachable).toMatchObject({ code: 'cluster/unreachable', path: `https://127.0.0.1:${free}` })
      expect(unreachable?.message).toContain('connection refused')
    }
  })

  it('fails when it takes the call and never answers', undefined, async () => {
    const place = await withTerraform()
    await withMetal(place, { kubeconfig: await kubeconfigTo(place, await silentPort()) })
    const began = performance.now()
    const [unreachable] = await refused(place, 3, 'plan', '--target', 'metal')
    expect(unreachable).toMatchObject({ code: 'cluster/unreachable' })
    expect(unreachable?.message).toContain('timed out')
    expect(performance.now() - began).toBeLessThan(50_000)
  })

  it('fails when its context is not in the kubeconfig, and names the one that was meant', undefined, async () => {
    const place = await withTerraform()
    await withMetal(place, { kubeconfig: await kubeconfigTo(place, 1), context: 'mettal' })
    const [noContext] = await refused(place, 3, 'up', '--target', 'metal', '--yes')
    expect(noContext).toMatchObject({ code: 'kubeconfig/no-context', remedy: 'write context: metal' })
  })
})

describe('a workspace', () => {
  for (const command of ['up', 'plan', 'down', 'destroy', 'synth']) {
    it(`fails when ${command} may not write into it`, tools, async () => {
      // a file where the folder must be: it keeps root out too
      const place = ended(await podWorkspace({}, { relative: { SUPERPOD_WORKSPACE: 'pod/superpod.yaml' } }))
      const [unwritable] = await refused(place, 3, command)
      expect(unwritable).toMatchObject({ code: 'disk/unwritable' })
    })
  }
})

/** A workspace that goes after the test. */
function ended(place: PodWorkspace): PodWorkspace {
  onTestFinished(() => place.remove(), minute)
  return place
}

/** One that is never asked to do anything: it fails before. */
async function withTerraform(): Promise<PodWorkspace> {
  return ended(await bareWorkspace({ terraform: terraformScript('1.11.4') }))
}

async function withEmptyMirror(): Promise<PodWorkspace> {
  const place = ended(await podWorkspace({}, { relative: { SUPERPOD_MIRROR: 'mirror' } }))
  await mkdir(join(place.root, 'mirror'))
  return place
}
