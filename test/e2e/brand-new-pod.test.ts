import { copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { terraformHere } from '../delivery/kit/tiny-machine.ts'
import { type LivePod, livePod } from '../kit/live-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'

const needs = 'needs the tools of the twin, terraform, and its providers'

describe.skipIf(!compiledTools || !terraformHere)(`a plan of a pod that is nowhere yet (${needs})`, () => {
  test('works for a twin that nobody has started', async () => {
    const pod = await newPod()
    const { data, stderr, exitCode } = await pod.json('plan', '--delivery', 'terraform')
    expect({ exitCode, findings: data.findings }).toEqual({ exitCode: 0, findings: [] })
    expect(stderr).toContain('there is no cluster for atoll on twin yet: this is the plan of a brand-new pod')
    expectEverythingNew(data)
  }, 120_000)

  test('works for a machine of which no kubeconfig tells, with charts from a mirror', async () => {
    const pod = await newPod()
    const metal = 'kind: kubeconfig\ncontext: atoll-admin\nstate: { backend: local, shared: false }\n'
    await pod.write('targets/metal.yaml', `${metal}kubeconfig: ${pod.folder}/none\n`)
    const { data, stderr, exitCode } = await pod.json('plan', '--target', 'metal')
    // nobody has proved anything of a sensitive tenant's systems yet: its work waits; an image by tag is warned of
    const codes = data.findings.map(({ code }: { code: string }) => code)
    expect({ exitCode, codes }).toEqual({ exitCode: 0, codes: ['expiry/image-by-tag', 'proof/missing'] })
    expect(stderr).toContain('no kubeconfig has the context atoll-admin: this is the plan of a brand-new pod')
    expectEverythingNew(data)
    const applied = await pod.json('apply', '--target', 'metal', '--yes')
    expect(applied.exitCode).toBe(3)
    expect(applied.data.findings).toMatchObject([{ code: 'kubeconfig/no-context', path: 'targets.metal.context' }])
  }, 120_000)
})

interface PlanData {
  readonly stacks: readonly { readonly name: string; readonly changes: readonly PlanChange[] }[]
}

interface PlanChange {
  readonly action: string
  readonly kind: string
  readonly name: string
}

function expectEverythingNew({ stacks }: PlanData): void {
  expect(stacks.map(({ name }) => name.replace(/^atoll-(twin|metal)-/, ''))).toEqual([
    'platform',
    'tenant-ada',
    'tenant-grace',
    'tenant-health',
  ])
  const changes = stacks.flatMap(({ changes: own }) => own)
  expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(['create']))
  const things = changes.map(({ kind, name }) => `${kind} ${name}`)
  // a kind that a chart brings, an object of that kind, and an object in a namespace: none of them is there yet
  expect(things).toEqual(expect.arrayContaining(['HelmRelease kueue', 'ClusterQueue health', 'Namespace grace-train']))
}

/** A pod, and a mirror that holds what this machine has: the providers, and the chart that comes with the twin's tools. */
async function newPod(): Promise<LivePod> {
  const mirror = await mkdtemp(join(tmpdir(), 'mirror-'))
  const pod = await livePod({ env: { SUPERPOD_MIRROR: mirror } })
  onTestFinished(async () => {
    await pod.end()
    await rm(mirror, { recursive: true })
  })
  await mkdir(join(mirror, 'charts'))
  await symlink(join(homedir(), '.cache', 'superpod', 'mirror', 'providers'), join(mirror, 'providers'))
  const archive = compiledTools?.kueueChartArchive ?? ''
  await copyFile(archive, join(mirror, 'charts', basename(archive)))
  return pod
}
