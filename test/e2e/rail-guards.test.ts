import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ipcLockGuard, ownNetworksGuard } from '#constructs'
import type { KubeObject } from '#core'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'
import { refusals } from '../kit/strict-server.ts'

const networks = 'k8s.v1.cni.cncf.io/networks'

const namespace = (name: string, labels: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'superpod/tenant': 'ada', ...labels } },
})

interface PodChanges {
  readonly annotations?: Record<string, string>
  readonly spec?: object
  readonly container?: object
  readonly context?: object
}

function pod(where: string, { annotations = {}, spec = {}, container = {}, context = {} }: PodChanges): KubeObject {
  const main = { name: 'main', image: 'registry.example.org/train:1', ...container, securityContext: context }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'work', namespace: where, annotations },
    spec: { containers: [main], ...spec },
  }
}

describe.skipIf(!compiledTools)(`what guards rails${compiledTools ? '' : ' (skipped: no compiled tools)'}`, () => {
  let twin: SmallTwin
  const verdict = async (object: KubeObject) => (await refusals(twin.cluster, [object])).join()
  beforeAll(async () => {
    if (!compiledTools) return
    twin = await smallTwin(compiledTools)
    await twin.cluster.applyAll([namespace('ada-train', {}), namespace('ada-lock', { 'superpod/memlock': 'ipc-lock' })])
    await twin.cluster.applyAll([
      ...['ada-train', 'ada-lock'].map((each) => ({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace: each },
      })),
      ...ownNetworksGuard(['nvidia-network-operator']),
      ...ipcLockGuard(),
    ])
  }, 240_000)
  afterAll(() => twin?.destroy(), 60_000)

  // the first test: a policy holds some time after it was made
  test('both hold once the server has read them', async () => {
    const foreign = pod('ada-train', { annotations: { [networks]: 'bob-train/bob-train-rail0' } })
    await expect.poll(() => verdict(foreign), { timeout: 60_000, interval: 500 }).toContain('not yours')
    const privileged = pod('ada-lock', { context: { privileged: true } })
    await expect.poll(() => verdict(privileged), { timeout: 60_000, interval: 500 }).toContain('no privileged')
  }, 120_000)

  test.each([
    [{}],
    [{ [networks]: 'ada-train-rail0' }],
    [{ [networks]: 'ada-train-rail0, ada-train-rail1@net2,ada-train-rail2' }],
  ])('networks of the pod’s own namespace are its to name: %j', async (annotations) => {
    expect(await verdict(pod('ada-train', { annotations }))).toBe('')
  })

  test.each([
    [{ [networks]: 'bob-train/bob-train-rail0' }],
    [{ [networks]: 'ada-train-rail0,bob-train/bob-train-rail0' }],
    [{ [networks]: '[{"name":"bob-train-rail0","namespace":"bob-train"}]' }],
  ])('fails to name networks of another namespace: %j', async (annotations) => {
    expect(await verdict(pod('ada-train', { annotations }))).toContain('networks of other namespaces are not yours')
  })

  test('fails to take another default network', async () => {
    const annotations = { 'v1.multus-cni.io/default-network': 'ada-train-rail0' }
    expect(await verdict(pod('ada-train', { annotations }))).toContain('the default network of a pod')
  })

  test.each([
    ['IPC_LOCK', { context: { capabilities: { add: ['IPC_LOCK'] } } }],
    ['nothing', {}],
    ['a profile', { spec: { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } } }],
  ] as [string, PodChanges][])('where memory may be locked, a pod may have %s', async (_what, changes) => {
    expect(await verdict(pod('ada-lock', changes))).toBe('')
  })

  test.each([
    ['other capabilities', { context: { capabilities: { add: ['IPC_LOCK', 'SYS_ADMIN'] } } }],
    ['privileges', { context: { privileged: true } }],
    ['the host’s network', { spec: { hostNetwork: true } }],
    ['the host’s processes', { spec: { hostPID: true } }],
    ['the host’s files', { spec: { volumes: [{ name: 'root', hostPath: { path: '/' } }] } }],
    ['a port of the host', { container: { ports: [{ containerPort: 80, hostPort: 80 }] } }],
    ['no seccomp profile', { context: { seccompProfile: { type: 'Unconfined' } } }],
    ['another SELinux type', { spec: { securityContext: { seLinuxOptions: { type: 'spc_t' } } } }],
    ['kernel parameters', { spec: { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } } }],
    [
      'an init container with more',
      { spec: { initContainers: [{ name: 'i', image: 'i', securityContext: { privileged: true } }] } },
    ],
  ] as [string, PodChanges][])('fails where memory may be locked, but a pod wants %s', async (_what, changes) => {
    expect(await verdict(pod('ada-lock', changes))).toContain('nothing else beyond the baseline standard')
  })
})
