import { readdir, readFile, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyStacks, type DeliveryKind, type DeliveryStack, destroyStacks, plannedStacks } from '#delivery'
import { type RunningProgram, startProgram, type TwinTools } from '#tools'
import { compiledTools, nodeCommand } from '../twin/kit/small-machine.ts'
import { annotated, type TinyMachine, terraformHere, tinyMachine, tinyStacks } from './kit/tiny-machine.ts'

const minute = 60_000
const env = { HOME: homedir(), PATH: '/usr/local/bin:/usr/bin:/bin' }

const deliveries: { delivery: DeliveryKind; missing: string | undefined }[] = [
  { delivery: 'manifests', missing: compiledTools ? undefined : 'the tools of the twin are not compiled' },
  {
    delivery: 'terraform',
    missing: compiledTools && terraformHere ? undefined : 'no terraform, no providers, or no tools of the twin',
  },
]

describe.each(deliveries)('an apply by $delivery that is killed', { timeout: 4 * minute }, ({ delivery, missing }) => {
  let machine: TinyMachine
  let stacks: DeliveryStack[]
  const tools = compiledTools as TwinTools

  beforeAll(async () => {
    if (missing) return
    machine = await tinyMachine(tools)
    stacks = await tinyStacks()
  }, 3 * minute)
  afterAll(async () => machine?.destroy(), minute)

  const it = (title: string, body: () => Promise<void>) =>
    test(missing ? `${title} (${missing})` : title, { skip: missing !== undefined }, body)
  const context = () => machine.context(stacks, delivery)

  async function begun(word: string): Promise<RunningProgram> {
    const { workspace } = (await context()).workplace
    const [file = '', ...args] = nodeCommand(new URL('./kit/run-apply.ts', import.meta.url))
    const words = [workspace, delivery, tools.helm, tools.kueueChartArchive, tools.versions.kueue, word]
    return startProgram(file, [...args, ...words], { env })
  }

  async function killedWhen(word: string, isTime: () => Promise<boolean>, everything: boolean): Promise<void> {
    stacks = annotated(stacks, word)
    const program = await begun(word)
    for (let tries = 0; tries < 1500 && !(await isTime()); tries += 1) await pause(20)
    const family = everything ? await descendants(program.pid ?? 0) : []
    for (const pid of [program.pid ?? 0, ...family]) kill(pid)
    await program.ended.catch(() => {})
  }

  /** The next apply ends in the state that an undisturbed one has. */
  async function goesOn(): Promise<void> {
    const results = await applyStacks(await context(), stacks)
    expect(results.flatMap(({ findings }) => findings)).toEqual([])
    const { plans, findings } = await plannedStacks(await context(), stacks, { all: true })
    expect(findings).toEqual([])
    expect(plans.flatMap(({ changes }) => changes)).toEqual([])
    expect(await unfinished()).toEqual([])
  }

  const secrets = async () =>
    (await machine.cluster.list({ apiVersion: 'v1', kind: 'Secret', labels: { owner: 'helm' } })).map(
      ({ metadata }) => {
        return `${metadata.labels?.['name']} ${metadata.labels?.['status']}`
      },
    )
  const unfinished = async () => (await secrets()).filter((each) => !/ (deployed|superseded)$/.test(each))

  it('inside the install of a chart, with all its children, goes on the next time', async () => {
    await killedWhen('first', async () => (await secrets()).includes('kueue pending-install'), true)
    expect(await secrets()).toContain('kueue pending-install')
    await goesOn()
  })

  it('alone, inside the upgrade of a chart, is waited for and goes on the next time', async () => {
    await killedWhen('second', async () => (await secrets()).includes('kueue pending-upgrade'), false)
    await goesOn()
  })

  it('with all its children, inside the upgrade of a chart, goes on the next time', async () => {
    await killedWhen('third', async () => (await secrets()).includes('kueue pending-upgrade'), true)
    expect(await secrets()).toContain('kueue pending-upgrade')
    await goesOn()
  })

  it('with all its children, before the state of a tenant is written, goes on the next time', async () => {
    for (const name of ['alpha-train', 'alpha-serve', 'beta-train']) await removedNamespace(machine, name)
    await killedWhen('third', async () => (await namespaces()).includes('beta-train'), true)
    await goesOn()
  })

  it('with all its children, before the state of a tenant is written, leaves nothing after a destroy', async () => {
    for (const name of ['alpha-train', 'alpha-serve', 'beta-train']) await removedNamespace(machine, name)
    await rm((await context()).workplace.stateFile('tiny-twin-tenant-beta'), { force: true })
    await killedWhen('third', async () => (await namespaces()).includes('beta-train'), true)
    await rm((await context()).workplace.stateFile('tiny-twin-tenant-beta'), { force: true })
    const results = await destroyStacks(await context(), stacks, { wholePod: true })
    expect(results.flatMap(({ findings }) => findings)).toEqual([])
    expect((await namespaces()).sort()).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system'])
  })

  it('with all its children, inside the first install of a chart, and then destroyed, leaves none of its kinds', async () => {
    await killedWhen('fourth', async () => (await secrets()).includes('kueue pending-install'), true)
    expect(await secrets()).toContain('kueue pending-install')
    const results = await destroyStacks(await context(), stacks, { wholePod: true })
    expect(results.flatMap(({ findings }) => findings)).toEqual([])
    expect(await secrets()).toEqual([])
    for (const [apiVersion, kind] of leftByKueue) {
      expect((await machine.cluster.list({ apiVersion, kind })).map(({ metadata }) => metadata.name)).toEqual([])
    }
    expect((await namespaces()).sort()).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system'])
  })

  const namespaces = async () =>
    (await machine.cluster.list({ apiVersion: 'v1', kind: 'Namespace' })).map(({ metadata }) => metadata.name)
})

/** What an unfinished install of Kueue's chart would leave behind. */
const leftByKueue = [
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
  ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
] as const

/** Deletes a namespace behind the back of every state. */
async function removedNamespace({ cluster }: TinyMachine, name: string): Promise<void> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
  if (!(await cluster.get(ref))) return
  await cluster.patch(ref, { metadata: { labels: { 'superpod/state': 'retired' } } })
  await cluster.delete(ref)
  await cluster.waitFor(ref, 'gone', (object) => object === undefined)
}

/** Every process that a process started, and those that they started. */
async function descendants(pid: number): Promise<number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(all.map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')))
  const parents = new Map(
    stats.filter(Boolean).map((stat) => [Number.parseInt(stat, 10), Number(stat.split(') ')[1]?.split(' ')[1])]),
  )
  const below = (of: number): number[] =>
    [...parents].filter(([, parent]) => parent === of).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended by itself
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
