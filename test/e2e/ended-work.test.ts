import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { KubeObject } from '#core'
import { type Cluster, type LiveObject, refusalOf } from '#kube'
import { pod } from '../kit/gpu-work.ts'
import { jsonOf } from '../kit/loose-stack.ts'
import { rooms } from '../kit/policy-cases.ts'
import { adminGroup, fillJudged, memberGroup } from '../kit/policy-suite.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'

const room = rooms.plain
const soon = { timeout: 60_000, interval: 500 }
const ended = "'superpod-ended-work'"
const kept = "'superpod-token-secrets'"
const rbac = 'rbac.authorization.k8s.io'
const finalizers = ['superpod.example/kept']

describe.skipIf(!compiledTools)(
  'how work ends, and tokens that never do, on a real API server (needs the tools of the twin)',
  { timeout: 120_000 },
  () => {
    let twin: SmallTwin
    let member: Cluster
    let admin: Cluster
    let account: Cluster
    let operator: Cluster

    beforeAll(async () => {
      if (!compiledTools) return
      twin = await smallTwin(compiledTools)
      await twin.deliver(jsonOf((stack) => fillJudged(stack, {})))
      await twin.cluster.applyAll([...bindings, serviceAccount])
      member = await twin.as('ada', [memberGroup(room)])
      admin = await twin.as('lead', [adminGroup(room)])
      account = await twin.as(`system:serviceaccount:${room}:work`, [memberGroup(room)])
      operator = await twin.as('operator', ['oidc:operators'])
      const open = () => refusalOf(() => member.create(tokenSecret(), { dryRun: true }))
      await vi.waitFor(async () => expect(await open()).toContain(kept), soon)
    }, 180_000)
    afterAll(() => twin?.destroy(), 60_000)

    /** A pod on a node, made by whoever runs the cluster: it stays until its finalizer goes. */
    const running = async (name: string) => {
      const made = await twin.cluster.create(pod(name, { metadata: { namespace: room, finalizers }, spec: tolerant }))
      await twin.cluster.waitFor(made, 'running', (live) => phaseOf(live) === 'Running')
      return made
    }
    const gone = async (object: KubeObject) => {
      await twin.cluster.patch(object, { metadata: { finalizers: null } })
      await twin.cluster.delete(object, { gracePeriodSeconds: 0 })
    }
    const deleted = (who: Cluster, object: KubeObject, gracePeriodSeconds?: number) =>
      refusalOf(() => who.delete(object, { gracePeriodSeconds, dryRun: true }))
    const evicted = (who: Cluster, name: string, deleteOptions?: object) =>
      refusalOf(() =>
        who.send({
          method: 'POST',
          path: `/api/v1/namespaces/${room}/pods/${name}/eviction?dryRun=All`,
          action: 'evict the pod',
          body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace: room }, deleteOptions },
        }),
      )

    test('fails to take a pod away that runs, by whoever of the tenant asks; whoever runs the cluster may', async () => {
      const made = await running('runs')
      for (const who of [member, admin, account]) {
        expect(await deleted(who, made, 0)).toContain(ended)
        expect(await deleted(who, made, 601)).toContain('600 seconds at most')
        for (const seconds of [undefined, 1, 30, 600]) expect(await deleted(who, made, seconds)).toBeUndefined()
      }
      for (const who of [twin.cluster, operator]) {
        expect(await deleted(who, made, 0)).toBeUndefined()
        expect(await deleted(who, made, 86_400)).toBeUndefined()
      }
      await gone(made)
    })

    test('fails to take a pod away that is ending', async () => {
      const made = await running('ends')
      expect(await refusalOf(() => member.delete(made))).toBeUndefined()
      expect(await deleted(member, made, 0)).toContain(ended)
      expect(await deleted(member, made, 1)).toBeUndefined()
      expect(await deleted(operator, made, 0)).toBeUndefined()
      await gone(made)
    })

    test('fails to take many pods away at once', async () => {
      const made = await running('many')
      const many = (who: Cluster, more: object) =>
        refusalOf(() =>
          who.send({
            method: 'DELETE',
            path: `/api/v1/namespaces/${room}/pods`,
            action: 'delete pods',
            body: { kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['All'], ...more },
          }),
        )
      expect(await many(member, { gracePeriodSeconds: 0 })).toContain(ended)
      expect(await many(member, { gracePeriodSeconds: 3600 })).toContain(ended)
      expect(await many(member, {})).toBeUndefined()
      expect(await many(operator, { gracePeriodSeconds: 0 })).toBeUndefined()
      await gone(made)
    })

    test('a pod that has no node, or is over, may go at once', async () => {
      const waiting = await twin.cluster.create(
        pod('waits', { metadata: { namespace: room }, spec: { nodeSelector: { nowhere: 'x' } } }),
      )
      expect(await deleted(member, waiting, 0)).toBeUndefined()
      await gone(waiting)
      const over = await running('over')
      await twin.cluster.patchStatus(over, { phase: 'Succeeded' })
      expect(await deleted(member, over, 0)).toBeUndefined()
      expect(await deleted(member, over)).toBeUndefined()
      await gone(over)
    })

    test('fails to take a pod away that would go at once by its own word', async () => {
      // a controller's pod is not judged by its grace period, nor is one that is older than the policy
      const as = {
        user: 'system:serviceaccount:kueue-system:kueue',
        groups: ['oidc:operators', 'system:authenticated'],
      }
      const spec = { ...tolerant, terminationGracePeriodSeconds: 0 }
      const made = await twin.cluster.create(pod('hasty', { metadata: { namespace: room, finalizers }, spec }), { as })
      await twin.cluster.waitFor(made, 'running', (live) => phaseOf(live) === 'Running')
      expect(await deleted(member, made)).toContain(ended)
      expect(await deleted(member, made, 1)).toBeUndefined()
      await gone(made)
    })

    test('fails an eviction that leaves no time, or too much', async () => {
      const made = await running('evicted')
      expect(await evicted(admin, 'evicted', { gracePeriodSeconds: 0 })).toContain(ended)
      expect(await evicted(admin, 'evicted', { gracePeriodSeconds: 3600 })).toContain(ended)
      expect(await evicted(admin, 'nobody', { gracePeriodSeconds: 0 })).toContain(ended)
      expect(await evicted(admin, 'evicted', { gracePeriodSeconds: 30 })).toBeUndefined()
      expect(await evicted(admin, 'evicted')).toBeUndefined()
      expect(await evicted(operator, 'evicted', { gracePeriodSeconds: 0 })).toBeUndefined()
      await gone(made)
    })

    test('fails a Secret that would hold the token of an account; the server fills those of others', async () => {
      for (const who of [member, admin, account]) {
        expect(await refusalOf(() => who.create(tokenSecret(), { dryRun: true }))).toContain(kept)
        expect(await refusalOf(() => who.create(tokenSecret('Opaque'), { dryRun: true }))).toBeUndefined()
      }
      const made = await twin.cluster.create(tokenSecret())
      await twin.cluster.waitFor(made, 'filled', (live) => 'token' in ((live?.['data'] ?? {}) as object))
      const turned = { metadata: { annotations: { 'kubernetes.io/service-account.name': 'work' } } }
      expect(await refusalOf(() => member.patch(made, turned))).toContain(kept)
      expect(await refusalOf(() => member.delete(made))).toBeUndefined()
    })
  },
)

const tolerant = { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] }

const serviceAccount: KubeObject = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'work', namespace: room },
}

/** Those who run the cluster, by a group and not as Kubernetes' own administrator. */
const bindings: readonly KubeObject[] = [
  {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'operators' },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: rbac, kind: 'Group', name: 'oidc:operators' }],
  },
]

function tokenSecret(type = 'kubernetes.io/service-account-token'): KubeObject {
  const annotations = { 'kubernetes.io/service-account.name': 'default' }
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token', namespace: room, annotations }, type }
}

function phaseOf(live: LiveObject | undefined): string | undefined {
  return (live?.['status'] as { phase?: string } | undefined)?.phase
}
