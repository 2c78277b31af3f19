import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type PolicyMode, workPolicies } from '#constructs'
import type { KubeObject } from '#core'
import { refusalOf } from '#kube'
import { pod } from '../kit/gpu-work.ts'
import { jsonOf } from '../kit/loose-stack.ts'
import { rooms, template, workCases } from '../kit/policy-cases.ts'
import { fillJudged, judged, memberGroup, namedClasses, refusal, surprises, type Trier } from '../kit/policy-suite.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'
import { serveKinds } from '../kit/strict-server.ts'
import { leaderWorkerSets, workKinds, workOf } from '../kit/work-kinds.ts'

const pods = workKinds.filter(({ kind }) => kind === 'Pod')
const refusedCases = workCases.filter(({ refusedBy }) => refusedBy).length
const kueue = 'system:serviceaccount:kueue-system:kueue-controller-manager'

describe.skipIf(!compiledTools)(
  'policies on tenants’ work on a real API server (needs the tools of the twin)',
  { timeout: 120_000 },
  () => {
    let twin: SmallTwin
    let trier: Trier

    beforeAll(async () => {
      if (!compiledTools) return
      twin = await smallTwin(compiledTools)
      await serveKinds(twin.cluster, ['jobset-0.12.0', 'kubeflow-trainer-2.3.0'])
      await twin.cluster.applyAll([leaderWorkerSets, ...namedClasses, kueueAsMember])
      await twin.deliver(jsonOf((stack) => fillJudged(stack, judged)))
      const members = Object.values(rooms).map(
        async (room) => [room, await twin.as(room, [memberGroup(room)])] as const,
      )
      trier = { admin: twin.cluster, members: new Map(await Promise.all(members)) }
      await settled()
    }, 180_000)
    afterAll(() => twin?.destroy(), 60_000)

    /** A server acts on a policy a moment after it has it. */
    const settled = () =>
      vi.waitFor(async () => expect(await surprises(trier, pods)).toEqual([]), { timeout: 30_000, interval: 500 })
    const member = () => trier.members.get(rooms.plain) ?? twin.cluster
    const enforce = (mode: PolicyMode, contained: readonly string[] = []) =>
      twin.deliver(jsonOf((stack) => fillJudged(stack, { ...judged, mode, exempt: { contained } })))

    test.each(workKinds)('each $kind is refused or accepted as its pods are', async (kind) => {
      expect(await surprises(trier, [kind])).toEqual([])
    })

    test('fails a TrainJob whose image or variables no pod may have', async () => {
      expect(await refusal(twin.cluster, trainJob({ image: 'registry.example.org/train:1' }))).toBeUndefined()
      expect(await refusal(twin.cluster, trainJob({ image: 'quay.io/train:1' }))).toContain('superpod-allowed-images')
      const env = [{ name: 'NVIDIA_VISIBLE_DEVICES', value: 'all' }]
      expect(await refusal(twin.cluster, trainJob({ env }))).toContain('superpod-contained-work')
    })

    test('fails a JobSet that keeps others out of whole racks', async () => {
      const [kind] = workKinds.filter((each) => each.kind === 'JobSet')
      if (!kind) throw new Error('no kind is a JobSet')
      const annotations = { 'alpha.jobset.sigs.k8s.io/exclusive-topology': 'superpod/rack' }
      const { spec, ...plain } = workOf(kind, rooms.plain, template())
      const { replicatedJobs } = spec as { replicatedJobs: { template: object }[] }
      const inside = replicatedJobs.map((job) => ({ ...job, template: { metadata: { annotations }, ...job.template } }))
      const sets = [
        { ...plain, metadata: { ...plain.metadata, annotations }, spec },
        { ...plain, spec: { replicatedJobs: inside } },
      ] as KubeObject[]
      for (const set of sets) expect(await refusal(member(), set)).toContain('superpod-placed-work')
    })

    test('fails a service that opens a way in from outside of the cluster', async () => {
      for (const type of ['NodePort', 'LoadBalancer']) {
        expect(await refusal(member(), service({ type }))).toContain('superpod-inner-services')
      }
      const old = { ...service({ type: 'NodePort' }), metadata: { name: 'old', namespace: rooms.plain } }
      await twin.cluster.delete(binding('superpod-inner-services'))
      await vi.waitFor(() => twin.cluster.create(old), { timeout: 30_000, interval: 500 })
      await twin.cluster.apply(binding('superpod-inner-services'))
      await vi.waitFor(
        async () => expect(await refusal(member(), service({ type: 'NodePort' }))).toContain('NodePort'),
        { timeout: 30_000, interval: 500 },
      )
      expect(await refusalOf(() => member().patch(old, { metadata: { labels: { note: 'x' } } }))).toBeUndefined()
      expect(await refusalOf(() => member().patch(old, { spec: { type: 'LoadBalancer' } }))).toContain('NodePort')
      expect(await refusalOf(() => member().patch(old, { spec: { type: 'ClusterIP' } }))).toBeUndefined()
      await twin.cluster.delete(old)
    })

    test('fails a service that claims addresses outside of the cluster', async () => {
      expect(await refusal(member(), service({}))).toBeUndefined()
      expect(await refusal(member(), service({ externalIPs: ['192.0.2.1'] }))).toContain('claims no externalIPs')
      const elsewhere = { ...service({ externalIPs: ['192.0.2.1'] }), metadata: { name: 's', namespace: 'default' } }
      expect(await refusal(twin.cluster, elsewhere)).toBeUndefined()
    })

    test('the system’s own namespaces are held to nothing', async () => {
      const [kind] = pods
      if (!kind) throw new Error('no kind is a pod')
      const privileged = workOf(kind, 'kube-system', template({ container: { securityContext: { privileged: true } } }))
      expect(await refusal(twin.cluster, privileged)).toBeUndefined()
    })

    test('fails a pod whose service account mounts its token, whichever account that is', async () => {
      const strict = trier.members.get(rooms.strict) ?? twin.cluster
      const [kind] = pods
      if (!kind) throw new Error('no kind is a pod')
      const account = (name: string, more: object = {}) =>
        ({
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: { name, namespace: rooms.strict },
          ...more,
        }) as KubeObject
      await twin.cluster.applyAll([account('loud'), account('quiet', { automountServiceAccountToken: false })])
      const of = (serviceAccountName: string) => workOf(kind, rooms.strict, template({ spec: { serviceAccountName } }))
      expect(await refusal(strict, of('loud'))).toContain('get no token of a service account')
      expect(await refusal(strict, of('quiet'))).toBeUndefined()
      expect(await refusal(strict, of('default'))).toBeUndefined()
    })

    test('fails a job whose class is changed to one that its tenant may not name', async () => {
      const strict = trier.members.get(rooms.strict) ?? twin.cluster
      const [kind] = workKinds.filter((each) => each.kind === 'Job')
      if (!kind) throw new Error('no kind is a Job')
      const { spec, ...job } = workOf(kind, rooms.strict, template({ priority: 'low' }))
      const made = await strict.create({ ...job, spec: { ...(spec as object), suspend: true } } as KubeObject)
      const named = (priority: string) => ({ metadata: { labels: { 'kueue.x-k8s.io/priority-class': priority } } })
      expect(await refusalOf(() => strict.patch(made, named('normal')))).toBeUndefined()
      expect(await refusalOf(() => strict.patch(made, named('high')))).toContain('may name low, normal here')
    })

    test('a running pod stays free to change, but not towards what it could not be made with', async () => {
      const image = 'registry.example.org/work:1'
      const gpus = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }
      const { spec } = template({ container: { image }, spec: { tolerations: [gpus] } })
      const made = await twin.cluster.create(pod('runs', { spec }))
      const change = (patch: object) => refusalOf(() => member().patch(made, patch as Record<string, unknown>))
      await twin.cluster.waitFor(made, 'on a node', (live) => Boolean(specOf(live).nodeName))
      expect(await change({ metadata: { labels: { note: 'x' } } })).toBeUndefined()
      const containers = [{ name: 'work', image: 'quay.io/other:1' }]
      const strategic = (body: object, subresource = '') =>
        refusalOf(() =>
          member().send({
            method: 'PATCH',
            path: `/api/v1/namespaces/${rooms.plain}/pods/runs${subresource}`,
            body,
            contentType: 'application/strategic-merge-patch+json',
            action: 'patch the pod',
          }),
        )
      expect(await strategic({ spec: { containers } })).toContain('superpod-allowed-images')
      const foreign = { key: 'superpod/pool', operator: 'Exists', effect: 'NoSchedule' }
      const { tolerations = [] } = specOf(await twin.cluster.get(made))
      expect(await change({ spec: { tolerations: [...tolerations, foreign] } })).toContain('superpod-placed-work')
      const debug = { name: 'debug', image, env: [{ name: 'NVIDIA_VISIBLE_DEVICES', value: 'all' }] }
      expect(await strategic({ spec: { ephemeralContainers: [debug] } }, '/ephemeralcontainers')).toContain(
        'superpod-contained-work',
      )
      expect(
        await strategic({ spec: { ephemeralContainers: [{ name: 'debug', image }] } }, '/ephemeralcontainers'),
      ).toBeUndefined()
    })

    test('what Kueue writes into a job is Kueue’s to write, and not held against its owner', async () => {
      const controller = await twin.as(kueue, [memberGroup(rooms.plain)])
      const [kind] = workKinds.filter((each) => each.kind === 'Job')
      if (!kind) throw new Error('no kind is a Job')
      const { spec, ...job } = workOf(kind, rooms.plain, template())
      const made = await member().create({ ...job, spec: { ...(spec as object), suspend: true } } as KubeObject)
      const tolerations = [{ key: 'cloud.example/flavor', operator: 'Exists', effect: 'NoSchedule' }]
      const placed = { spec: { template: { spec: { tolerations, nodeSelector: { 'superpod/pool': 'shared' } } } } }
      expect(await refusalOf(() => member().patch(made, placed))).toContain('superpod-placed-work')
      expect(await refusalOf(() => controller.patch(made, placed))).toBeUndefined()
      expect(await refusalOf(() => member().patch(made, { metadata: { labels: { note: 'x' } } }))).toBeUndefined()
    })

    test('a pod that replaces one of a gang is refused nothing that its parent was allowed', async () => {
      const controller = await twin.as(kueue, [memberGroup(rooms.plain)])
      const [kind] = pods
      if (!kind) throw new Error('no kind is a pod')
      const labelSelector = { matchLabels: { job: 'a' } }
      const term = { labelSelector, topologyKey: 'superpod/rack', namespaceSelector: {} }
      const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } }
      for (const spec of [{ terminationGracePeriodSeconds: 86_400 }, { affinity }]) {
        const replacement = workOf(kind, rooms.plain, template({ spec }))
        expect(await refusal(member(), replacement)).toContain('superpod-placed-work')
        expect(await refusal(controller, replacement)).toBeUndefined()
      }
    })

    test('in mode audit nothing is refused, and an exempt tenant is not refused in mode deny', async () => {
      await enforce('audit')
      const refusedOnes = async () =>
        (await surprises(trier, pods)).filter((line) => line.endsWith(': accepted')).length
      const all = async () => (await surprises(trier, pods)).length
      await vi.waitFor(async () => expect(await refusedOnes()).toBe(refusedCases), { timeout: 30_000, interval: 500 })
      expect(await all()).toBe(refusedCases)
      await enforce('deny', ['ada'])
      await vi.waitFor(
        async () => {
          const lines = await surprises(trier, pods)
          expect(lines.length).toBeGreaterThan(15)
          expect(lines.filter((line) => !line.endsWith(`(${rooms.plain}): accepted`))).toEqual([])
        },
        { timeout: 30_000, interval: 500 },
      )
      await enforce('deny')
      await settled()
    })

    test.each(['contained-work', 'placed-work', 'granted-devices', 'allowed-images'])(
      'a planted hole is found: %s is bound to nobody',
      async (name) => {
        await twin.cluster.delete(binding(`superpod-${name}`))
        const found = () => surprises(trier, pods)
        await vi.waitFor(async () => expect(await found()).not.toEqual([]), { timeout: 30_000, interval: 500 })
        expect((await found()).filter((line) => !line.endsWith(': accepted'))).toEqual([])
        await twin.cluster.apply(binding(`superpod-${name}`))
        await settled()
      },
    )
  },
)

function binding(name: string): KubeObject {
  const found = workPolicies(judged).find(({ kind, metadata }) => kind.endsWith('Binding') && metadata.name === name)
  if (!found) throw new Error(`${name} has no binding`)
  return found
}

function specOf(live: KubeObject | undefined): { nodeName?: string; tolerations?: object[] } {
  return (live?.['spec'] ?? {}) as { nodeName?: string; tolerations?: object[] }
}

const kueueAsMember: KubeObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'kueue-changes-jobs' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'superpod-tenant-member' },
  subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: kueue }],
}

function service(spec: object): KubeObject {
  const metadata = { name: 'api', namespace: rooms.plain }
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }], ...spec } }
}

function trainJob(trainer: object): KubeObject {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainJob',
    metadata: { name: 'train', namespace: rooms.plain },
    spec: { runtimeRef: { name: 'torch-distributed' }, trainer },
  }
}
