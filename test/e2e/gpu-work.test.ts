import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  cohort,
  gpuQueueGuard,
  KueueRelease,
  namespaceGuard,
  ObjectsRelease,
  resourceFlavor,
  SystemNamespace,
  TenantRoles,
  topology,
  workPolicies,
} from '#constructs'
import type { Cluster } from '#kube'
import { primary, type SuperpodStack } from '#terraform'
import { gpuTaint, placement } from '../kit/every-construct.ts'
import { fillTenant } from '../kit/every-tenant-construct.ts'
import { app, claimedOwner, job, pod } from '../kit/gpu-work.ts'
import { jsonOf } from '../kit/loose-stack.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'

const notQueued = 'needs a queue'
const notHeld = 'Kueue does not hold this'

describe.skipIf(!compiledTools)(
  'GPU work on a real API server with the real Kueue (needs the tools of the twin)',
  () => {
    let twin: SmallTwin
    let member: Cluster
    let owner: Readonly<Record<string, unknown>>
    const labels = { 'kueue.x-k8s.io/queue-name': 'default' }

    beforeAll(async () => {
      if (!compiledTools) return
      twin = await smallTwin(compiledTools)
      await twin.deliver(jsonOf(fillTwinPlatform))
      await twin.deliver(jsonOf(fillTenant, 'tiny-twin-tenant-ada'))
      member = await twin.as('grace', ['oidc:ada'])
      const { metadata } = await member.create(job('first'))
      owner = claimedOwner('first', metadata.uid)
    }, 180_000)

    afterAll(() => twin?.destroy(), 60_000)

    test('a job that names no queue goes to its namespace’s own, and runs', async () => {
      const placed = await twin.cluster.waitFor(
        refTo('batch/v1', 'Job', 'first'),
        'started',
        (object) => (object?.['status'] as { active?: number } | undefined)?.active === 1,
        { timeoutSeconds: 30 },
      )
      expect(placed?.metadata.labels).toMatchObject(labels)
    })

    test('a pod by itself is held until it is admitted', async () => {
      const made = await member.create(pod('bare'))
      expect(made['spec']).toMatchObject({
        schedulingGates: expect.arrayContaining([{ name: 'kueue.x-k8s.io/admission' }]),
      })
    })

    test.each(['Deployment', 'StatefulSet'] as const)('a %s is queued by its pods', async (kind) => {
      await expect(member.create(app(kind, kind.toLowerCase()))).resolves.toBeDefined()
    })

    test('fails a pod that claims to belong to a job', async () => {
      await expect(member.create(pod('claims', { metadata: owner }))).rejects.toThrow(notQueued)
      await expect(member.create(pod('claims', { metadata: { ...owner, labels } }))).rejects.toThrow(notHeld)
    })

    test('fails a job that claims to belong to a job', async () => {
      await expect(member.create(job('claims', { metadata: owner }))).rejects.toThrow(notQueued)
      await expect(member.create(job('claims', { metadata: { ...owner, labels } }))).rejects.toThrow(notHeld)
    })

    test.each(['Deployment', 'StatefulSet'] as const)('fails a %s that claims to belong to a job', async (kind) => {
      const template = { labels: { app: 'claims', ...labels } }
      await expect(member.create(app(kind, 'claims', { metadata: { ...owner, labels }, template }))).rejects.toThrow(
        notHeld,
      )
    })

    test('fails to start what only claimed to be suspended', async () => {
      await member.create(job('sleeper', { metadata: { ...owner, labels }, spec: { suspend: true } }))
      const ref = refTo('batch/v1', 'Job', 'sleeper')
      await expect(member.patch(ref, { spec: { suspend: false } })).rejects.toThrow(notHeld)
    })

    test('fails to take away the gate that holds a pod', async () => {
      const schedulingGates = [{ name: 'kueue.x-k8s.io/admission' }]
      await member.create(pod('gated', { metadata: { ...owner, labels }, spec: { schedulingGates } }))
      const ref = refTo('v1', 'Pod', 'gated')
      await expect(member.patch(ref, [{ op: 'remove', path: '/spec/schedulingGates' }])).rejects.toThrow(notHeld)
      await expect(member.patch(ref, { metadata: { labels: { note: 'x' } } })).resolves.toBeDefined()
    })

    test('fails a pod without GPUs that claims to have an owner: it could name a node of others', async () => {
      await expect(member.create(pod('idle', { metadata: owner, gpus: 0 }))).rejects.toThrow(notHeld)
    })

    test('a pod and a Deployment without GPUs need to name nothing', async () => {
      await expect(member.create(pod('light', { gpus: 0 }))).resolves.toBeDefined()
      await expect(member.create(app('Deployment', 'light', { gpus: 0 }))).resolves.toBeDefined()
    })

    test('fails an administrator’s pod that gets past Kueue', async () => {
      await expect(twin.cluster.create(pod('claims', { metadata: { ...owner, labels } }))).rejects.toThrow(notHeld)
    })

    test('fails to delete the namespace of an active tenant, until it is retired', async () => {
      const ref = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ada-train' } }
      await expect(twin.cluster.delete(ref)).rejects.toThrow('retire the tenant first')
      await twin.cluster.patch(ref, { metadata: { labels: { 'superpod/state': 'retired' } } })
      await expect(twin.cluster.delete(ref)).resolves.toBe(true)
    })
  },
)

function refTo(apiVersion: string, kind: string, name: string) {
  return { apiVersion, kind, metadata: { name, namespace: 'ada-train' } }
}

function fillTwinPlatform(stack: SuperpodStack): void {
  const home = new SystemNamespace(stack, 'superpod-system', { name: 'superpod-system' })
  const { namespace } = new SystemNamespace(stack, 'kueue-system', {
    name: 'kueue-system',
    podSecurity: 'restricted',
  })
  const release = { version: '0.19.2', namespace, placement, replicas: 1 }
  const kueue = new KueueRelease(stack, 'kueue', release)
  new TenantRoles(stack, 'tenant')
  const guards = [...namespaceGuard(), ...gpuQueueGuard(), ...workPolicies()]
  new ObjectsRelease(stack, 'policies', { name: 'policies', objects: guards, dependsOn: [primary(home)] })
  const pool = { nodeLabels: { 'superpod/pool': 'shared' }, taints: [gpuTaint], topology: 'levels-1' }
  new ObjectsRelease(stack, 'queues', {
    name: 'queues',
    dependsOn: [primary(kueue), primary(home)],
    objects: [
      topology('levels-1', ['superpod/scalable-unit', 'superpod/rack', 'kubernetes.io/hostname']),
      resourceFlavor({ name: 'shared-1', ...pool }),
      cohort({ name: 'tiny', flavor: 'shared-1', unguaranteed: { gpus: 8, cpus: 104, memoryGiB: 992 } }),
    ],
  })
}
