import { readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DeliveryKind, workplaceOf } from '#delivery'
import { output, terraformTool } from '#tools'
import { twinStatus } from '#twin'
import { terraformHere } from '../delivery/kit/tiny-machine.ts'
import { boundVolumes } from '../kit/bound-volumes.ts'
import { job } from '../kit/gpu-work.ts'
import { type LivePod, livePod, livePodName, liveTenantFile, liveTenants } from '../kit/live-pod.ts'
import { madeContent } from '../kit/made-content.ts'
import { answering, lives } from '../kit/running-programs.ts'
import { seenDrained } from '../kit/seen-drained.ts'
import { compiledTools } from '../kit/small-twin.ts'
import { searchPath } from '../kit/superpod.ts'
import { footprints, keyOf, touched, wholeCluster } from '../kit/whole-cluster.ts'

const minute = 60_000

const noTools = compiledTools ? undefined : 'the tools of the twin are not compiled'
const noTerraform = terraformHere ? undefined : 'no terraform, or no providers in a mirror or registry'
const deliveries: readonly { delivery: DeliveryKind; missing: string | undefined }[] = [
  { delivery: 'manifests', missing: noTools },
  { delivery: 'terraform', missing: noTools ?? noTerraform },
]

/** What each delivery made of the same config on an empty server. */
const made = new Map<DeliveryKind, ReadonlyMap<string, string>>()

interface Changed {
  readonly name: string
  readonly changes: unknown
}

interface PlannedStack {
  readonly skipped: boolean
  readonly changes: readonly { readonly action: string; readonly kind: string }[]
}

interface Found {
  readonly code: string
  readonly message: string
  readonly remedy: string
}

describe.each(deliveries)('a pod through its life, by $delivery', { timeout: 4 * minute }, ({ delivery, missing }) => {
  let pod: LivePod
  let first: Awaited<ReturnType<LivePod['json']>>

  beforeAll(async () => {
    if (missing) return
    pod = await livePod()
    first = await pod.json('up', '--delivery', delivery)
  }, 4 * minute)
  afterAll(() => pod?.end(), 2 * minute)

  const it = (title: string, body: () => Promise<void>) =>
    test(missing ? `${title} (${missing})` : title, { skip: missing !== undefined }, body)
  const look = async () => footprints(await wholeCluster(pod.cluster()))
  const tenant = (name: string, changes: Parameters<typeof liveTenantFile>[1]) =>
    pod.write(`tenants/${name}.yaml`, liveTenantFile(name, { ...liveTenants[name], ...changes }))
  const changed = ({ data }: { data: { stacks: readonly Changed[] } }) =>
    data.stacks.filter(({ changes }) => changes !== 0).map(({ name }) => name.replace('atoll-twin-', ''))
  /** Runs what must be refused, and proves that it touched nothing. */
  const refused = async (verb: string, ...words: string[]): Promise<readonly Found[]> => {
    const before = await look()
    const { data, exitCode } = await pod.json(verb, ...words)
    expect({ verb, exitCode, touched: touched(before, await look()) }).toEqual({ verb, exitCode: 1, touched: [] })
    return data.findings
  }

  it('the first up makes all of it, and a gang proves it', async () => {
    expect(first).toMatchObject({ exitCode: 0, data: { delivery, findings: [], proof: { systems: 4, gpus: 32 } } })
    expect(changed(first)).toEqual(['platform', 'tenant-ada', 'tenant-grace', 'tenant-health'])
    made.set(delivery, madeContent(await wholeCluster(pod.cluster())))
  })

  it('the next plan of everything is empty', async () => {
    const { data, exitCode } = await pod.json('plan', '--all')
    expect(exitCode).toBe(0)
    expect(data.stacks.map(({ skipped, changes }: PlannedStack) => ({ skipped, changes }))).toEqual(
      Array(4).fill({ skipped: false, changes: [] }),
    )
  })

  it('what somebody deleted comes back with the next up: by itself, in a release of ours, in a chart', async () => {
    const lost = [
      { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota', namespace: 'grace-train' } },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name: 'superpod-queued-gpu-work' },
      },
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'kueue-metrics-reader' } },
    ]
    const before = await look()
    for (const each of lost) expect(await pod.cluster().delete(each)).toBe(true)
    const { data } = await pod.json('plan')
    expect(
      data.stacks.flatMap(({ changes }: PlannedStack) => changes.map(({ action, kind }) => `${action} ${kind}`)),
    ).toEqual(['create ValidatingAdmissionPolicyBinding', 'create ClusterRole', 'create ResourceQuota'])
    const again = await pod.json('up')
    expect(again).toMatchObject({ exitCode: 0, data: { delivery } })
    expect(again.data.stacks.map(({ changes }: Changed) => changes)).toEqual([2, 0, 1, 0])
    expect(touched(before, await look()).filter((key) => !isApplyRecord(key))).toEqual(lost.map(keyOf).sort())
  })

  it('a raised burst touches its tenant only', async () => {
    await tenant('ada', { burst: 24 })
    const before = await look()
    const applied = await pod.json('apply')
    expect(applied.exitCode).toBe(0)
    expect(changed(applied)).toEqual(['tenant-ada'])
    const keys = touched(before, await look())
    expect(keys).toEqual(expect.arrayContaining(['ClusterQueue/ada (kueue.x-k8s.io)', 'ResourceQuota/ada-serve/quota']))
    expect(keys.filter((key) => !isOf('ada', key))).toEqual([])
  })

  it('fails while a tenant has lost its file: plan, apply and up say what to do', async () => {
    await pod.remove('tenants/grace.yaml')
    for (const verb of ['plan', 'apply', 'up']) {
      const [finding] = await refused(verb)
      expect(finding).toMatchObject({ code: 'guard/tenant-vanished', path: 'tenants/grace', severity: 'error' })
      expect(finding?.remedy).toContain('put tenants/grace.yaml back')
      expect(finding?.remedy).toContain('destroy --tenant grace --confirm grace')
    }
    await tenant('grace', {})
  })

  it('fails while a tenant got another name: plan, apply and up say that a name is for life', async () => {
    await pod.remove('tenants/grace.yaml')
    await tenant('hopper', {})
    for (const verb of ['plan', 'apply', 'up']) {
      const [finding] = (await refused(verb)).filter(({ code }) => code.startsWith('guard/tenant'))
      expect(finding).toMatchObject({ code: 'guard/tenant-renamed', message: expect.stringContaining('hopper in its') })
      expect(finding?.remedy).toContain('change its title')
    }
    await pod.remove('tenants/hopper.yaml')
    await tenant('grace', {})
  })

  it('a namespace that a tenant gets, and loses again, touches that namespace only', async () => {
    await tenant('ada', { burst: 24, namespaces: ['train', 'serve', 'notes'] })
    const before = await look()
    expect(changed(await pod.json('apply'))).toEqual(['tenant-ada'])
    const after = await look()
    const ofNotes = (key: string) => /[/ ]ada-notes([-/. ]|$)/.test(key)
    // the one queue of the tenant says which namespaces it is for, and records say what was applied
    const shared = touched(before, after).filter((key) => !ofNotes(key) && !isRecord(key))
    expect(shared.filter((key) => !ownQueue.test(key))).toEqual([])
    await tenant('ada', { burst: 24 })
    expect(changed(await pod.json('apply', '--confirm', 'ada-notes'))).toEqual(['tenant-ada'])
    const lost = touched(after, await look()).filter((key) => !ofNotes(key) && !isRecord(key))
    expect(lost.filter((key) => !ownQueue.test(key))).toEqual([])
  })

  it('fails a namespace that got another name, until that very namespace is confirmed', async () => {
    await tenant('grace', { namespaces: ['study'] })
    for (const words of [['plan'], ['apply'], ['apply', '--confirm', 'grace'], ['apply', '--confirm', 'ada-train']]) {
      const [verb = '', ...more] = words
      const findings = await refused(verb, ...more)
      expect(findings).toContainEqual(
        expect.objectContaining({
          code: 'guard/destructive',
          message: expect.stringMatching(
            /^this would (delete|replace) Namespace grace-train, which takes every object/,
          ),
          remedy: 'take the change back, or add --confirm grace-train if it shall go',
        }),
      )
    }
    const before = await look()
    const applied = await pod.json('apply', '--confirm', 'grace-train')
    expect({ exitCode: applied.exitCode, changed: changed(applied) }).toEqual({
      exitCode: 0,
      changed: ['tenant-grace'],
    })
    const after = await look()
    expect([before, after].map((keys) => [...keys.keys()].filter((key) => key.startsWith('Namespace/grace-')))).toEqual(
      [['Namespace/grace-train'], ['Namespace/grace-study']],
    )
    expect(touched(before, after).filter((key) => !isOf('grace', key))).toEqual([])
  })

  if (delivery === 'terraform') {
    it('fails a namespace that the engine would replace', async () => {
      const engine = async (...words: string[]) => {
        const env = { PATH: searchPath, HOME: homedir(), CHECKPOINT_DISABLE: '1' }
        const { file } = await terraformTool({ engine: 'terraform', env })
        const { stackFolder } = workplaceOf(pod.workspace, livePodName, 'twin')
        await output(file, [...words, 'kubernetes_namespace_v1.study'], {
          cwd: stackFolder('atoll-twin-tenant-grace'),
          env,
        })
      }
      await engine('taint')
      for (const verb of ['plan', 'apply']) {
        const messages = (await refused(verb)).map(({ message }) => message)
        expect(messages.join('\n')).toContain('this would replace Namespace grace-study, which takes every object')
      }
      await engine('untaint')
      expect(changed(await pod.json('apply'))).toEqual([])
    })
  }

  it('a tenant goes in two steps, and alone', async () => {
    const [active] = await refused('destroy', '--tenant', 'grace', '--confirm', 'grace')
    expect(active).toMatchObject({ code: 'guard/tenant-active', remedy: expect.stringContaining('set state: retired') })
    await tenant('grace', { namespaces: ['study'], state: 'retired' })
    const [held] = await refused('apply')
    expect(held).toMatchObject({ code: 'guard/disruptive', remedy: expect.stringContaining('--allow disruptive') })
    expect((await pod.json('apply', '--allow', 'disruptive')).exitCode).toBe(0)
    const [unnamed] = await refused('destroy', '--tenant', 'grace')
    expect(unnamed).toMatchObject({ code: 'guard/destructive' })
    const volumes = await boundVolumes(pod.cluster(), 'grace-study')
    const [data, ...more] = await refused('destroy', '--tenant', 'grace', '--confirm', 'grace')
    expect({ data, more }).toMatchObject({
      data: {
        code: 'guard/volumes-hold-data',
        message:
          '2 claims in grace-study hold 150 GiB of volumes: data (100 GiB, erased with its claim) and results (50 GiB, stays on the storage)',
        remedy: expect.stringContaining('--delete-data'),
      },
      more: [],
    })
    const before = await look()
    const destroyed = await pod.json('destroy', '--tenant', 'grace', '--confirm', 'grace', '--delete-data')
    expect(destroyed.data.findings).toMatchObject([
      { code: 'guard/volumes-kept', message: expect.stringContaining('50 GiB of its data stay on the storage') },
    ])
    expect({ exitCode: destroyed.exitCode, changed: changed(destroyed) }).toEqual({
      exitCode: 0,
      changed: ['tenant-grace'],
    })
    const after = await look()
    // the cluster remembers who destroyed it
    expect([...after.keys()].filter((key) => isOf('grace', key) && !isApplyRecord(key))).toEqual([])
    const others = touched(before, after).filter((key) => !isOf('grace', key))
    expect(others.filter((key) => !volumes.includes(key))).toEqual([])
    await pod.remove('tenants/grace.yaml')
    expect(await pod.json('plan')).toMatchObject({ exitCode: 0, data: { findings: [] } })
  })

  it('all of it goes, running work first, and leaves no process, port, file or folder', async () => {
    const cluster = pod.cluster()
    const member = await pod.as('ada-member', 'oidc:ada')
    await member.create(job('runs', { gpus: 8 }))
    const ref = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'runs', namespace: 'ada-train' } }
    await cluster.waitFor(ref, 'running', (live) => (live?.['status'] as { ready?: number })?.ready === 1)
    const folder = join(workplaceOf(pod.workspace, livePodName, 'twin').folder, 'twin')
    const { processes } = await twinStatus({ folder })
    const { ports } = JSON.parse(await readFile(join(folder, 'twin.json'), 'utf8'))
    expect(processes.length).toBeGreaterThan(6)
    expect(await answering(Object.values(ports))).toEqual(Object.values(ports))

    const destroying = pod.json('destroy')
    const drained = await seenDrained(cluster, 'ada-train', destroying)
    const { data, exitCode } = await destroying
    expect({ exitCode, findings: data.findings, twin: data.twin }).toEqual({ exitCode: 0, findings: [], twin: true })
    expect(drained).toBe('evicted from a stopped queue while its namespace was whole')
    const alive = await Promise.all(processes.map(({ pid }) => lives(pid)))
    expect(processes.filter((_, index) => alive[index])).toEqual([])
    expect(await answering(Object.values(ports))).toEqual([])
    expect(await readdir(pod.workspace)).toEqual([])
  })
})

const missingHere = noTools ?? noTerraform

test(`both deliveries make of one config the same server${missingHere ? ` (${missingHere})` : ''}`, {
  skip: missingHere !== undefined,
}, () => {
  const [one, other] = [made.get('manifests'), made.get('terraform')]
  expect([...(one?.keys() ?? [])].sort()).toEqual([...(other?.keys() ?? [])].sort())
  expect(one?.size).toBeGreaterThan(300)
  for (const [key, content] of one ?? []) expect(`${key} ${other?.get(key)}`).toBe(`${key} ${content}`)
})

/** Whether an object is a tenant's: in its namespaces, its queue, or what is kept about its stack. */
function isOf(tenant: string, key: string): boolean {
  return new RegExp(`[/.-]${tenant}([-/. ]|$)`).test(key)
}

const ownQueue = /^ClusterQueue\/ada /

/** Whether an object remembers who applied or destroyed a stack, and when. */
function isApplyRecord(key: string): boolean {
  return key.startsWith('ConfigMap/superpod-system/superpod-applied-')
}

/** Whether an object only records what was applied: an inventory, or what Helm keeps of a release. */
function isRecord(key: string): boolean {
  return /^(ConfigMap|Secret)\/superpod-system\//.test(key)
}
