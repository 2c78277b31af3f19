import { inParallel, type LiveObject } from '#kube'
import { notReadyAnnotation, outageTaint } from '#model'
import { type Gang, podsOf, refused, running, runningOn } from './gang.ts'
import { during } from './scenario.ts'
import type { SharedMachine } from './shared-machine.ts'
import { secondsSince, until } from './waiting.ts'
import { workNow } from './work.ts'

/** What became of a gang whose systems went away. */
export interface Replaced {
  /** Systems that went away. */
  readonly lost: readonly string[]
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** Why Kueue evicted it as a whole; empty where it replaced what was lost. */
  readonly evictions: readonly string[]
  /** From the moment that its pods were gone until Kueue had given it other systems. */
  readonly seconds: number
}

/** Work of a tenant with systems of its own, and what it may not have beside them. */
export async function staysOnItsOwn(machine: SharedMachine) {
  return await during(machine, async (submit) => {
    const own = await submit({ tenant: 'genomics', name: 'own', systems: 30 })
    const seconds = await running(machine, own)
    const above = await submit({ tenant: 'genomics', name: 'above', systems: 1 })
    const { work } = await refused(machine, above)
    return { seconds, systems: await runningOn(machine, own), why: work.waitsFor }
  })
}

/** How long pods of the scenarios stay on a system that is not ready. */
const tolerationSeconds = 3

/** A system breaks: its pods are sent away after their toleration time, and Kueue finds it a replacement. */
export async function replacesSystem(machine: SharedMachine): Promise<Replaced> {
  return await during(machine, async (submit) => {
    const gang = await submit({ tenant: 'danish-language', name: 'gang', systems: 8, tolerationSeconds })
    await running(machine, gang)
    const before = await runningOn(machine, gang)
    const lost = before.slice(0, 1)
    return await withSystems(
      machine,
      lost,
      (node) => broken(machine, node),
      () => again(machine, gang, { before, lost }),
    )
  })
}

/** A rack is tainted NoExecute, as somebody does who sees it burn: all of its pods go at once. */
export async function replacesRack(machine: SharedMachine): Promise<Replaced> {
  return await during(machine, async (submit) => {
    const gang = await submit({ tenant: 'danish-language', name: 'gang', systems: 6 })
    await running(machine, gang)
    const before = await runningOn(machine, gang)
    // of its two racks the one where it has two systems
    const lost = await rackOf(machine, before.at(-1))
    const taint = (node: LiveObject) =>
      tainted(machine, node, { ...outageTaint({ state: 'failed' }), effect: 'NoExecute' })
    return await withSystems(machine, lost, taint, () => again(machine, gang, { before, lost }))
  })
}

/**
 * A rack is taken out for maintenance: its taint keeps new work away and leaves what runs alone, until pods are evicted,
 * system by system.
 */
export async function drains(machine: SharedMachine): Promise<Replaced & { readonly meanwhile: readonly string[] }> {
  return await during(machine, async (submit) => {
    const gang = await submit({ tenant: 'danish-language', name: 'gang', systems: 2 })
    await running(machine, gang)
    const before = await runningOn(machine, gang)
    const lost = await rackOf(machine, before[0])
    const taint = (node: LiveObject) => tainted(machine, node, outageTaint({ state: 'maintenance' }))
    return await withSystems(machine, lost, taint, async () => {
      const other = await submit({ tenant: 'drug-discovery', name: 'other', systems: 4 })
      await running(machine, other)
      const meanwhile = [...(await runningOn(machine, gang)), ...(await runningOn(machine, other))]
      const seconds: number[] = []
      for (const system of before) {
        await evictPods(machine, gang, system)
        seconds.push((await again(machine, gang, { before, lost: [system] })).seconds)
      }
      const { evictions } = await workNow(machine, gang)
      const after = await runningOn(machine, gang)
      return { lost, before, after, evictions, meanwhile, seconds: Math.max(...seconds) }
    })
  })
}

/**
 * Waits until Kueue has given a gang other systems, and until it runs on them. Between the two Kubernetes waits: a Job
 * makes pods again 10 s after the first that failed, and twice as long after each further one.
 */
async function again(machine: SharedMachine, gang: Gang, { before, lost }: Pick<Replaced, 'before' | 'lost'>) {
  const look = async () => ({ on: await runningOn(machine, gang), ...(await workNow(machine, gang)) })
  const isOff = (systems: readonly string[]) => !systems.some((system) => lost.includes(system))
  const away = (seen: { on: readonly string[] }) => isOff(seen.on)
  await until(`no pod of ${gang.name} is left on ${lost.join(', ')}`, look, away, 120)
  const began = performance.now()
  const given = ({ systems }: { systems: readonly string[] }) => systems.length === gang.systems && isOff(systems)
  await until(`${gang.name} is given other systems than ${lost.join(', ')}`, look, given)
  const seconds = secondsSince(began)
  const isWhole = (seen: { on: readonly string[] }) => isOff(seen.on) && seen.on.length === gang.systems
  const { on, evictions } = await until(`${gang.name} runs again, not on ${lost.join(', ')}`, look, isWhole, 150)
  return { lost, before, after: on, evictions, seconds }
}

/** Does something while systems are out of service, and puts them back. */
async function withSystems<Result>(
  machine: SharedMachine,
  systems: readonly string[],
  takenOut: (node: LiveObject) => Promise<unknown>,
  effect: () => Promise<Result>,
): Promise<Result> {
  const nodes = (await machine.cluster.list({ apiVersion: 'v1', kind: 'Node' })).filter(({ metadata }) =>
    systems.includes(metadata.name),
  )
  try {
    await inParallel(nodes, 8, takenOut)
    return await effect()
  } finally {
    await inParallel(nodes, 8, (node) => putBack(machine, node))
  }
}

/** The twin's way to break a system: what Kubernetes and Kueue do about it is the real thing. */
async function broken({ cluster }: SharedMachine, node: LiveObject): Promise<void> {
  await cluster.patch(node, { metadata: { annotations: { [notReadyAnnotation]: 'true' } } })
}

async function tainted({ cluster }: SharedMachine, node: LiveObject, taint: object): Promise<void> {
  await cluster.patch(node, { spec: { taints: [...taintsOf(node), taint] } })
}

async function putBack({ cluster }: SharedMachine, node: LiveObject): Promise<void> {
  await cluster.patch(node, {
    metadata: { annotations: { [notReadyAnnotation]: null } },
    spec: { taints: taintsOf(node) },
  })
  const look = async () => (await cluster.get(node)) as LiveObject
  const isReady = (live: LiveObject) => {
    const { conditions = [] } = live['status'] as { conditions?: { type: string; status: string }[] }
    const ready = conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
    return ready && taintsOf(live).every(({ key }) => !key.startsWith('node.kubernetes.io/'))
  }
  await until(`${node.metadata.name} is in service again`, look, isReady)
}

function taintsOf({ spec }: LiveObject): { key: string }[] {
  return (spec as { taints?: { key: string }[] }).taints ?? []
}

/** Systems of the rack that a system stands in. */
async function rackOf({ cluster }: SharedMachine, system = ''): Promise<string[]> {
  const node = await cluster.get({ apiVersion: 'v1', kind: 'Node', metadata: { name: system } })
  const rack = node?.metadata.labels?.['superpod/rack'] ?? ''
  const nodes = await cluster.list({ apiVersion: 'v1', kind: 'Node', labels: { 'superpod/rack': rack } })
  return nodes.map(({ metadata }) => metadata.name).sort()
}

/** Evicts the pods of a gang from one system, as `kubectl drain` does. */
async function evictPods(machine: SharedMachine, gang: Gang, system: string): Promise<void> {
  const pods = (await podsOf(machine, gang)).filter(({ spec }) => (spec as { nodeName?: string }).nodeName === system)
  for (const { metadata } of pods) {
    const { name, namespace } = metadata
    await machine.cluster.send({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/pods/${name}/eviction`,
      body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } },
      action: `evict Pod ${namespace}/${name}`,
    })
  }
}
