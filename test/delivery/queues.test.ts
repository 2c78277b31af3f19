import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault, type KubeObject, silent } from '#core'
import { drainQueues } from '../../delivery/queues.ts'
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
})
