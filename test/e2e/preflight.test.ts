import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { KubeObject } from '#core'
import type { SimulatedNode } from '#model'
import { memberKubeconfig } from '#twin'
import { halfServer, type OwnAnswer } from '../kit/site/half-server.ts'
import { type PodFlight, podFlight } from '../kit/site/pod-flight.ts'
import {
  foreignDaemonSet,
  foreignDeployment,
  foreignNamespace,
  foreignWebhook,
  looseKind,
} from '../kit/site/site-fixtures.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'
import { serveKinds } from '../kit/strict-server.ts'

const minute = 60_000
const lacking = compiledTools ? '' : ' (skipped: no compiled tools)'
const size = { cpu: '224', memory: '2Ti', pods: '110' }
const bare = (name: string, labels: Readonly<Record<string, string>> = {}): SimulatedNode => {
  return { name, labels, taints: [], capacity: size, allocatable: size }
}
const nodes = [
  bare('cp-1', { 'superpod/role': 'management' }),
  ...[1, 2, 3].map((place) => bare(`su1-r01-s${place}`, { disk: 'fast' })),
  bare('box', { 'nvidia.com/gpu.present': 'true' }),
]

describe.skipIf(!compiledTools)(`preflight of a cluster that exists${lacking}`, () => {
  let twin: SmallTwin
  let pod: PodFlight
  beforeAll(async () => {
    if (!compiledTools) return
    twin = await smallTwin(compiledTools, nodes)
  }, 4 * minute)
  beforeEach(async () => {
    pod = await podFlight(twin.kubeconfig)
  })
  afterAll(() => twin?.destroy(), minute)

  /** Puts things on the cluster for one test. */
  const there = async (...objects: readonly KubeObject[]) => {
    await twin.cluster.applyAll(objects, { concurrency: 1 })
    onTestFinished(async () => {
      for (const object of [...objects].reverse()) await twin.cluster.delete(object)
      for (const object of objects) await twin.cluster.waitFor(object, 'gone', (live) => live === undefined)
    }, minute)
  }
  const behind = async (own: OwnAnswer) => {
    const server = await halfServer(twin.kubeconfig, own)
    onTestFinished(() => server.end())
    await pod.reach(server.url)
    return server
  }

  test('a bare cluster takes the pod, and what is missing is said with what to do', { timeout: minute }, async () => {
    const { exitCode, data } = await pod.json('preflight')
    expect(exitCode).toBe(0)
    expect(pod.found(data)).toEqual([
      'preflight/kind-on-arrival info rail-addresses',
      'preflight/secret-on-arrival warning Secret registry-key',
      'preflight/system-unknown warning metal',
      'preflight/systems-missing warning metal',
    ])
    expect(pod.states(data)).toMatchObject({ kubernetes: 'ok', 'pod-security': 'ok', firmware: 'not verified' })
    const [arrival] = data.findings.filter(({ code }: { code: string }) => code === 'preflight/secret-on-arrival')
    expect(arrival.remedy).toContain('kubectl --context metal wait --for=create namespace/$n')
    expect(arrival.remedy).toContain('create secret generic registry-key')
    expect(data).toMatchObject({ version: expect.stringContaining('v1.3'), proposals: [], config: null })
  })

  test('fails where a foreign Kueue runs, with the lines that hand it over', { timeout: minute }, async () => {
    await there(
      foreignNamespace('queueing'),
      looseKind('kueue.x-k8s.io', 'v1beta2', 'ClusterQueue', 'clusterqueues'),
      foreignDeployment('queueing', 'kueue-controller-manager', 'registry.k8s.io/kueue/kueue:v0.18.1'),
    )
    const { exitCode, data } = await pod.json('preflight')
    expect(exitCode).toBe(1)
    expect(pod.found(data)).toContain('preflight/foreign error platform.kueue.owner')
    expect(data.config).toContain('kueue:\n      owner: external\n      version: 0.18.1')
    await pod.override('kueue: { owner: external, version: "0.18.1" }')
    const again = await pod.json('preflight')
    expect(again.data.findings.map(({ code }: { code: string }) => code)).toContain('versions/too-old')
  })

  test('fails where another GPU operator, and a second Node Feature Discovery, run', {
    timeout: 2 * minute,
  }, async () => {
    await serveKinds(twin.cluster, ['gpu-operator-26.3.2'])
    await there(
      foreignNamespace('gpu-operator'),
      foreignNamespace('discovery'),
      foreignDeployment('gpu-operator', 'gpu-operator', 'nvcr.io/nvidia/gpu-operator:v26.3.2'),
      foreignDeployment('gpu-operator', 'nfd-master', 'registry.k8s.io/nfd/node-feature-discovery:v0.18.3'),
      foreignDaemonSet('discovery', 'nfd-worker', 'registry.k8s.io/nfd/node-feature-discovery:v0.17.3'),
    )
    const { exitCode, data } = await pod.json('preflight')
    expect(exitCode).toBe(1)
    expect(pod.found(data)).toEqual(
      expect.arrayContaining([
        'preflight/foreign error platform.gpuOperator.owner',
        'preflight/foreign error platform.nodeFeatureDiscovery.owner',
        'preflight/discovery-twice error platform.nodeFeatureDiscovery',
        'preflight/name-taken error Namespace/gpu-operator',
        'preflight/daemon-kept-off warning DaemonSet discovery/nfd-worker',
      ]),
    )
    expect(data.config).toContain('gpuOperator:\n      owner: external\n      version: v26.3.2')
    expect(data.config).not.toContain('nodeFeatureDiscovery')
  })

  test('a ClusterPolicy alone is an operator of somebody', { timeout: minute }, async () => {
    await serveKinds(twin.cluster, ['gpu-operator-26.3.2'])
    const spec = {
      operator: {},
      daemonsets: {},
      dcgm: {},
      dcgmExporter: {},
      devicePlugin: {},
      driver: {},
      gfd: {},
      nodeStatusExporter: {},
      toolkit: {},
    }
    await there({ apiVersion: 'nvidia.com/v1', kind: 'ClusterPolicy', metadata: { name: 'cluster-policy' }, spec })
    const { data } = await pod.json('preflight')
    expect(pod.found(data)).toContain('preflight/foreign error platform.gpuOperator.owner')
    expect(JSON.stringify(data.findings)).toContain('ClusterPolicy cluster-policy')
  })

  test('fails where external is written and nobody installed it', { timeout: minute }, async () => {
    await pod.override('kueue: { owner: external }')
    const { exitCode, data } = await pod.json('preflight')
    expect(exitCode).toBe(1)
    const [missing] = data.findings.filter(({ severity }: { severity: string }) => severity === 'error')
    expect(missing).toMatchObject({ code: 'preflight/external-missing', message: expect.stringContaining('queues') })
  })

  test('names what others judge, keep off, and do not enforce', { timeout: minute }, async () => {
    await there(
      foreignWebhook('judge'),
      foreignDaemonSet('kube-system', 'logger', 'example.org/logger:1', { nodeSelector: { disk: 'fast' } }),
      foreignDaemonSet('kube-system', 'elsewhere', 'example.org/logger:1', { nodeSelector: { disk: 'slow' } }),
      foreignDaemonSet('kube-system', 'kube-flannel', 'docker.io/flannel/flannel:v0.27.0', {
        tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }],
      }),
    )
    const { data } = await pod.json('preflight')
    expect(pod.found(data)).toEqual(
      expect.arrayContaining([
        'preflight/daemon-kept-off warning DaemonSet kube-system/logger',
        'preflight/network-policy warning metal',
        'preflight/webhook-of-others warning ValidatingWebhookConfiguration judge',
      ]),
    )
    expect(JSON.stringify(data.findings)).not.toContain('elsewhere')
  })

  test('fails on a cluster that is too old, and nothing is planned or applied', { timeout: 2 * minute }, async () => {
    const old = JSON.stringify({ major: '1', minor: '28', gitVersion: 'v1.28.9' })
    const server = await behind((_method, path) => (path === '/version' ? { status: 200, body: old } : undefined))
    for (const words of [['preflight'], ['plan'], ['apply', '--yes'], ['up', '--yes']] as const) {
      const { exitCode, data } = await pod.json(...words)
      expect({ words, exitCode }).toEqual({ words, exitCode: 1 })
      expect(pod.found(data)).toContain('preflight/kubernetes-too-old error metal')
    }
    expect(writes(server.asked)).toEqual([])
  })

  test('fails where one list is answered with 503, or with a page: it is not taken as absent', {
    timeout: 2 * minute,
  }, async () => {
    const answers = [
      { status: 503, body: '{"kind":"Status","message":"try later"}' },
      { status: 200, body: '<html>log in</html>' },
      { status: 200, body: '{}' },
    ]
    for (const answer of answers) {
      const server = await behind((_method, path) => (path === '/apis/apps/v1/daemonsets' ? answer : undefined))
      const { exitCode, data } = await pod.json('preflight')
      expect(exitCode).toBe(3)
      expect(pod.found(data)).toContain('preflight/unread error daemonsets.apps')
      expect(pod.states(data)).toMatchObject({ daemons: 'not verified', 'component-kueue': 'not verified' })
      const applied = await pod.json('apply', '--yes')
      expect({ exitCode: applied.exitCode, found: pod.found(applied.data) }).toEqual({
        exitCode: 3,
        found: ['preflight/unread error daemonsets.apps'],
      })
      expect(writes(server.asked)).toEqual([])
    }
  })

  test('fails with too few rights, and says which are needed', { timeout: minute }, async () => {
    await pod.reachBy(await memberKubeconfig({ folder: twin.folder, user: 'reader', groups: ['readers'] }))
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'readers' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'readers' }],
    }
    await there(binding)
    const { exitCode, data } = await pod.json('preflight')
    expect(exitCode).toBe(3)
    const unread = data.findings.filter(({ code }: { code: string }) => code === 'preflight/unread')
    expect(unread.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['nodes', 'csidrivers.storage.k8s.io', 'Secret registry-key']),
    )
    expect(unread[0].message).toMatch(/^could not be read: needs the right to /)
    expect(pod.states(data)).toMatchObject({
      systems: 'not verified',
      secrets: 'not verified',
      'pod-security': 'not verified',
      rights: 'ok',
    })
    expect(pod.found(data)).toContain('preflight/rights warning rights')
  })

  test('fails on another cluster than was met first, by every command, until it is adopted', {
    timeout: 3 * minute,
  }, async () => {
    await pod.json('preflight')
    const other = JSON.stringify({ metadata: { uid: 'e5c77682-0b1d-47c4-a1b1-c508c350e28c' } })
    const isSystem = (path: string) => path === '/api/v1/namespaces/kube-system'
    const server = await behind((_method, path) => (isSystem(path) ? { status: 200, body: other } : undefined))
    const commands = [
      ['preflight'],
      ['plan'],
      ['apply', '--yes'],
      ['up', '--yes'],
      ['verify'],
      ['drift'],
      ['drift', '--repair', '--yes'],
      ['destroy', '--confirm', 'atoll', '--yes'],
    ] as const
    for (const words of commands) {
      const { exitCode, data } = await pod.json(...words)
      expect({ words, exitCode, code: data.findings?.[0]?.code }).toEqual({ words, exitCode: 1, code: 'cluster/other' })
    }
    expect(writes(server.asked)).toEqual([])
    expect((await pod.json('preflight', '--adopt')).exitCode).toBe(0)
  })

  test('fails where the context is not there, or nobody listens', { timeout: minute }, async () => {
    await pod.reach('http://127.0.0.1:9', 'mettal')
    expect(await pod.json('preflight')).toMatchObject({
      exitCode: 3,
      data: { findings: [{ code: 'kubeconfig/no-context', remedy: 'write context: mettal' }] },
    })
    await pod.reach('http://127.0.0.1:9')
    const { exitCode, data } = await pod.json('preflight')
    expect({ exitCode, code: data.findings[0].code }).toEqual({ exitCode: 3, code: 'cluster/unreachable' })
  })
})

/** Requests that could leave something behind: dry runs and reviews are judged by their paths. */
function writes(asked: readonly string[]): string[] {
  const judged = ['/api/v1/namespaces', '/api/v1/namespaces/default/pods']
  return asked.filter((line) => {
    const [method = '', path = ''] = line.split(' ')
    return method !== 'GET' && !(method === 'POST' && (judged.includes(path) || path.includes('reviews')))
  })
}
