import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault, type KubeObject, silent } from '#core'
import { expiryThatHolds, stopPolicyOf } from '../../delivery/outdated-holds.ts'
import { drainQueues, resumeQueues } from '../../delivery/queues.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'

const name = 'clusterqueues.kueue.x-k8s.io'

/** Kueue's queues, with nobody who minds them. */
const definition: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name },
  spec: {
    group: 'kueue.x-k8s.io',
    scope: 'Cluster',
    names: { kind: 'ClusterQueue', plural: 'clusterqueues', singular: 'clusterqueue', listKind: 'ClusterQueueList' },
    versions: [
      {
        name: 'v1beta2',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
}

function queue(queueName: string): KubeObject {
  return { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ClusterQueue', metadata: { name: queueName }, spec: {} }
}

describe.skipIf(!compiledTools)(`queues${compiledTools ? '' : ' (skipped: no compiled tools)'}`, () => {
  let twin: SmallTwin
  beforeAll(async () => {
    if (!compiledTools) return
    twin = await smallTwin(compiledTools)
    await twin.cluster.apply(definition)
    await twin.cluster.waitFor(definition, 'established', (object) => JSON.stringify(object).includes('"Established"'))
  }, 180_000)
  afterAll(() => twin?.destroy())

  test('fails after half a minute, for all queues at once, where Kueue does not answer', {
    timeout: 90_000,
  }, async () => {
    const queues = Array.from({ length: 12 }, (_, index) => queue(`q${index}`))
    await twin.cluster.applyAll(queues)
    const fault = await drainQueues({ cluster: twin.cluster, progress: silent }, queues).catch(
      (error: unknown) => error,
    )
    expect(fault).toBeInstanceOf(Fault)
    expect((fault as Fault).findings[0]).toMatchObject({ code: 'queue/kueue-silent', severity: 'error' })
    const left = await twin.cluster.get(queue('q11'))
    // it is marked, so that the next up takes it back
    expect(left?.metadata.annotations).toMatchObject({ 'superpod/stop-policy-before': 'None' })
  })

  test('an interrupted destruction gives a queue back what held it, an expiry as such, unless its day has moved', async () => {
    const [own, day] = [{ cluster: twin.cluster, progress: silent }, '2027-12-31']
    const held = async (name: string, stopPolicy: string, fieldManager?: string) => {
      await twin.cluster.create(queue(name))
      await twin.cluster.patch(queue(name), { spec: { stopPolicy } }, undefined, { fieldManager })
    }
    await held('open', 'None')
    await held('by-hand', 'Hold')
    await held('expired', 'Hold', `superpod-expiry-${day}`)
    await held('drained', 'HoldAndDrain', `superpod-expiry-${day}`)
    await held('later', 'Hold', `superpod-expiry-${day}`)
    const names = ['open', 'by-hand', 'expired', 'drained', 'later']
    // Kueue is away, so each destruction is left in the middle; the second finds what the first has noted
    for (const _ of [1, 2]) await drainQueues(own, names.map(queue)).catch(() => undefined)
    const live = async () => Promise.all(names.map(async (name) => (await twin.cluster.get(queue(name))) as KubeObject))
    expect((await live()).map(stopPolicyOf)).toEqual(names.map(() => 'HoldAndDrain'))
    const wanted = names.map((name) => {
      const metadata = { name, annotations: { 'superpod/expires': name === 'later' ? '2028-12-31' : day } }
      return { ...queue(name), metadata }
    })
    await resumeQueues(own, await live(), wanted)
    const after = await live()
    expect(after.map(stopPolicyOf)).toEqual(['None', 'Hold', 'Hold', 'HoldAndDrain', 'None'])
    expect(after.map((each) => expiryThatHolds(each)?.day)).toEqual([undefined, undefined, day, day, undefined])
    expect(after.map(({ metadata }) => metadata.annotations ?? {})).toEqual(names.map(() => ({})))
  }, 180_000)
})
