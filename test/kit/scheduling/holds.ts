import { admitted, type Gang, refused, running, runningOn } from './gang.ts'
import { during } from './scenario.ts'
import type { SharedMachine } from './shared-machine.ts'
import { secondsSince, until } from './waiting.ts'
import { type Work, workNow } from './work.ts'

const tenant = 'energy-materials'

/** What became of work while the queue of its tenant was held. */
export interface Held {
  /** Systems on which what ran before ran on, when the queue was held. */
  readonly ran: readonly string[]
  /** Work that came when it was held. */
  readonly waits: Work
  /** From the end of the hold to the admission of what waited. */
  readonly releasedSeconds: number
}

/** A tenant is suspended by its file, and its data stay; then it works again. */
export async function suspends(machine: SharedMachine): Promise<Held & { readonly claim: string | undefined }> {
  return await during(machine, async (submit) => {
    const ran = await submit({ tenant, name: 'ran', systems: 8 })
    await running(machine, ran)
    const claim = await claimed(machine)
    try {
      await machine.changed(tenant, 'sensitivity: internal', 'sensitivity: internal\nstate: suspended')
      const came = await submit({ tenant, name: 'came', systems: 4 })
      const waits = await waiting(machine, came)
      const held = {
        ran: await runningOn(machine, ran),
        waits,
        claim: (await machine.cluster.get(claim))?.metadata.name,
      }
      const began = performance.now()
      await machine.changed(tenant, 'state: suspended\n', '')
      await admitted(machine, came)
      return { ...held, releasedSeconds: secondsSince(began) }
    } finally {
      await machine.cluster.delete(claim)
    }
  })
}

/** A queue is held in the cluster, as an expiry does: an apply leaves it so; then it is drained, and released. */
export async function holds(machine: SharedMachine) {
  return await during(machine, async (submit) => {
    const ran = await submit({ tenant, name: 'ran', systems: 8 })
    await running(machine, ran)
    await stopped(machine, 'Hold')
    try {
      const came = await submit({ tenant, name: 'came', systems: 4 })
      const waits = await waiting(machine, came)
      await machine.applied(tenant)
      const held = { ran: await runningOn(machine, ran), waits, policy: await policyNow(machine) }
      const draining = performance.now()
      await stopped(machine, 'HoldAndDrain')
      const isOut = ({ evictions, isAdmitted }: Work) => evictions.length > 0 && !isAdmitted
      const drained = await until('what ran is evicted', () => workNow(machine, ran), isOut)
      const drainedSeconds = secondsSince(draining)
      const releasing = performance.now()
      await stopped(machine, 'None')
      await admitted(machine, came)
      const releasedSeconds = secondsSince(releasing)
      await running(machine, ran)
      return { ...held, evictions: drained.evictions, drainedSeconds, releasedSeconds }
    } finally {
      await stopped(machine, 'None')
    }
  })
}

/** How the queue of a tenant gives way is changed by hand, while something is tried. */
export async function misconfigured<Result>(
  { cluster }: SharedMachine,
  name: string,
  preemption: Readonly<Record<string, string>>,
  effect: () => Promise<Result>,
): Promise<Result> {
  const ref = queue(name)
  const before = ((await cluster.get(ref))?.['spec'] as { preemption?: object } | undefined)?.preemption
  await cluster.patch(ref, { spec: { preemption } })
  try {
    return await effect()
  } finally {
    await cluster.patch(ref, { spec: { preemption: before } })
  }
}

/** Waits until work waits for its queue, and not for quota. */
async function waiting(machine: SharedMachine, gang: Gang): Promise<Work> {
  return (await refused(machine, gang)).work
}

async function stopped({ cluster }: SharedMachine, stopPolicy: string): Promise<void> {
  await cluster.patch(queue(tenant), { spec: { stopPolicy } })
}

async function policyNow({ cluster }: SharedMachine): Promise<string | undefined> {
  return ((await cluster.get(queue(tenant)))?.['spec'] as { stopPolicy?: string } | undefined)?.stopPolicy
}

async function claimed(machine: SharedMachine) {
  const [storageClass] = machine.model.storage.classes
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'results', namespace: machine.room(tenant) },
    spec: {
      accessModes: ['ReadWriteMany'],
      ...(storageClass && { storageClassName: storageClass.className }),
      resources: { requests: { storage: '1Ti' } },
    },
  }
  await (await machine.member(tenant)).create(claim)
  return claim
}

function queue(name: string) {
  return { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ClusterQueue', metadata: { name } }
}
