import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KubeObject } from '#core'
import type { Cluster, LiveObject } from '#kube'
import { job } from '../kit/gpu-work.ts'
import { issuerConfig, type LocalIssuer, localIssuer } from '../kit/identity/issuer.ts'
import { apart, isolationSuite, pairs, people, type Suite, writeApart } from '../kit/isolation/suite.ts'
import { eightSystems, type LivePod, livePod } from '../kit/live-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'

const minute = 60_000
const soon = { timeout: minute, interval: 500 }

const rbac = 'rbac.authorization.k8s.io'
const policies = 'admissionregistration.k8s.io/v1'

describe.skipIf(!compiledTools)(
  'three tenants of one pod, by tokens of an issuer (needs the tools of the twin)',
  { timeout: 4 * minute },
  () => {
    let issuer: LocalIssuer
    let pod: LivePod
    let cluster: Cluster
    let suite: Suite

    beforeAll(async () => {
      issuer = await localIssuer()
      pod = await livePod()
      await pod.write('superpod.yaml', eightSystems + issuerConfig(issuer))
      await writeApart(pod)
      const { exitCode, stderr } = await pod.run('up', '--delivery', 'manifests')
      if (exitCode !== 0) throw new Error(stderr)
      cluster = pod.cluster()
      suite = await isolationSuite(pod, issuer)
    }, 4 * minute)
    afterAll(async () => {
      const asked = suite?.asked() ?? 0
      if (asked > 0) {
        const roles = `${people.length} people and pods, ${apart.length} tenants, ${pairs.length} pairs`
        process.stdout.write(`isolation: ${asked.toLocaleString('en')} questions (${roles}), ${failures} failures\n`)
      }
      await suite?.end()
      await pod?.end()
      await issuer?.end()
    }, 2 * minute)

    let failures = 0
    const none = (holes: readonly string[]) => {
      failures += holes.length
      expect(holes).toEqual([])
    }

    test('the own rules of everybody are those of the role that config gives, in every namespace', async () => {
      const { holes, gaps, asked } = await suite.ownRules()
      none([...holes, ...gaps])
      expect(asked).toBeGreaterThan(100)
    })

    test.each(pairs)('nobody of %s may do anything in a room of %s but what config declares', async (from, to) => {
      none(await suite.crossings(from, to))
    })

    test('nobody of any tenant sees the system, the whole cluster, or other tenants by it', async () => {
      none(await suite.systemHoles())
    })

    test.each(apart)(
      'everybody of $name may do in the own rooms what the role is for, and no more',
      async ({ name }) => {
        const { holes, gaps } = await suite.ownRooms(name)
        none([...holes, ...gaps])
      },
    )

    test.each(apart)('nobody of $name may write what keeps tenants apart, whatever roles say', async ({ name }) => {
      none(await suite.brokenWalls(name))
    })

    test('whatever is tried an administrator could do, outside of what policies hold', async () => {
      none(await suite.unsound())
    })

    test.each(pairs)('fails every try of %s to get more, or to get at %s', async (from, to) => {
      none(await suite.taken(from, to))
    })

    test('who audits two tenants reads both, as config declares, and writes neither', async () => {
      const auditor = await suite.as('ada-auditor-of-auditors')
      for (const namespace of ['ada-train', 'grace-train']) {
        await expect(auditor.list({ apiVersion: 'v1', kind: 'Pod', namespace })).resolves.toHaveLength(1)
        await expect(auditor.create(job('by-auditor', { metadata: { namespace }, gpus: 0 }))).rejects.toThrow('cannot')
      }
      await expect(auditor.list({ apiVersion: 'v1', kind: 'Pod', namespace: 'health-train' })).rejects.toThrow('cannot')
    })

    describe('a planted hole is found', () => {
      const planted = async (hole: KubeObject, found: () => Promise<readonly string[]>, finding: string) => {
        await cluster.create(hole)
        await expect.poll(found, soon).toContain(finding)
        await cluster.delete(hole)
        await expect.poll(found, soon).toEqual([])
      }
      const bound = (kind: string, role: string, group: string, namespace?: string): KubeObject => ({
        apiVersion: `${rbac}/v1`,
        kind,
        metadata: { name: 'hole', ...(namespace ? { namespace } : {}) },
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
        subjects: [{ apiGroup: rbac, kind: 'Group', name: group }],
      })

      test('one binding too many, in the room of another', async () => {
        const hole = bound('RoleBinding', 'superpod-tenant-viewer', 'oidc:ada', 'grace-train')
        await planted(hole, () => suite.crossings('ada', 'grace'), 'ada-member may list pods in grace-train')
      })

      test('a binding of pods everywhere', async () => {
        const hole = bound('ClusterRoleBinding', 'system:aggregate-to-view', 'system:serviceaccounts:ada-serve')
        const found = async () => (await suite.ownRules()).holes
        await planted(hole, found, 'pods of ada-serve may list configmaps in kube-system')
      })

      test('a role that may write what keeps tenants apart', async () => {
        const rules = [{ apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['create'] }]
        const role = { apiVersion: `${rbac}/v1`, kind: 'Role', metadata: { name: 'hole', namespace: 'health-train' } }
        await cluster.create({ ...role, rules })
        const binding = bound('RoleBinding', 'hole', 'oidc:health', 'health-train')
        const hole = { ...binding, roleRef: { apiGroup: rbac, kind: 'Role', name: 'hole' } }
        const right = 'health-member may create networkpolicies in health-train'
        await planted(hole, () => suite.brokenWalls('health'), right)
        await planted(
          hole,
          () => suite.taken('health', 'ada'),
          'health-member: a network policy that lets all in in health-train: taken',
        )
        await cluster.delete(role)
      })

      test.each([
        ['superpod-placed-work', 'ada-member: a toleration of another’s systems in ada-train: taken'],
        ['superpod-inner-services', 'ada-admin: a port on every node in ada-train: taken'],
        ['superpod-queued-gpu-work', 'ada-member: GPUs without a queue, behind a forged owner in ada-train: taken'],
        ['superpod-contained-work', 'ada-member: all GPUs by a variable in ada-train: taken'],
        ['superpod-token-secrets', 'ada-member: a Secret that keeps the token of an account in ada-train: taken'],
        ['superpod-ended-work', 'ada-admin: an eviction that leaves no time in ada-train: taken'],
      ])('the policy %s, off', async (name, finding) => {
        const ref = { apiVersion: policies, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name } }
        const spec = (await cluster.get(ref))?.['spec']
        await cluster.delete(ref)
        const found = () => suite.taken('ada', 'health')
        await expect.poll(found, soon).toContain(finding)
        await cluster.create({ ...ref, spec } as KubeObject)
        await expect.poll(found, soon).toEqual([])
      })

      test('a room that is no tenant’s any more', async () => {
        const room = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'grace-train' } }
        const label = (tenant: string | null, enforce: string) =>
          cluster.patch(room, {
            metadata: { labels: { 'superpod/tenant': tenant, 'pod-security.kubernetes.io/enforce': enforce } },
          })
        await label(null, 'privileged')
        const found = () => suite.taken('grace', 'health')
        await expect.poll(found, soon).toContain('grace-member: a node by name in grace-train: taken')
        await expect.poll(found, soon).toContain('grace-member: a volume of the host in grace-train: taken')
        await label('grace', 'restricted')
        await expect.poll(found, soon).toEqual([])
      })
    })

    describe('what no policy refuses is admitted by nobody', () => {
      const waits = async (name: string, changes: Parameters<typeof job>[1], why: RegExp) => {
        const member = await suite.as('ada-member')
        const made = await member.create(job(name, { gpus: 8, metadata: { namespace: 'ada-train' }, ...changes }))
        const said = async () => conditionOf(await workloadOf(member, made), 'QuotaReserved')
        await expect.poll(said, soon).toMatchObject({ status: 'False', message: expect.stringMatching(why) as unknown })
        expect((await cluster.get(made))?.['spec']).toMatchObject({ suspend: true })
        await cluster.delete(made)
      }
      const at = (nodeSelector: Record<string, string>) => {
        const { spec } = job('x', { gpus: 8 }) as unknown as { spec: { template: { spec: object } } }
        return { spec: { template: { spec: { ...spec.template.spec, nodeSelector } } } }
      }

      test('a job for the queue of another tenant', async () => {
        const labels = { 'kueue.x-k8s.io/queue-name': 'health' }
        await waits('elsewhere', { metadata: { namespace: 'ada-train', labels } }, /health doesn't exist/)
      })

      test('a job for the systems of another, by pool and by name', async () => {
        await waits('by-pool', at({ 'superpod/pool': 'health' }), /flavor|affinity|selector/)
        await waits('by-name', at({ 'kubernetes.io/hostname': 'su1-r02-s1' }), /flavor|affinity|selector|topology/)
      })
    })

    test('a job that names no queue lands in its room’s own and runs; one above the quota waits, and says why', async () => {
      const member = await suite.as('ada-member')
      const gang = (name: string, systems: number, namespace: string) =>
        job(name, { gpus: 8, metadata: { namespace }, spec: { parallelism: systems, completions: systems } })
      const runs = await member.create(gang('runs', 2, 'ada-serve'))
      const placed = await cluster.waitFor(runs, 'running', (live) => statusOf(live).ready === 2)
      expect(placed?.metadata.labels).toMatchObject({ 'kueue.x-k8s.io/queue-name': 'default' })
      expect(await workloadOf(member, runs)).toMatchObject({
        spec: { queueName: 'default' },
        status: { admission: { clusterQueue: 'ada' } },
      })
      const waits = await member.create(gang('waits', 1, 'ada-train'))
      const why = async () => conditionOf(await workloadOf(member, waits), 'QuotaReserved')
      await expect.poll(why, { timeout: 30_000 }).toMatchObject({
        status: 'False',
        reason: 'Pending',
        message: expect.stringMatching(/insufficient .*quota for nvidia\.com\/gpu in flavor shared-/),
      })
      expect((await cluster.get(waits))?.['spec']).toMatchObject({ suspend: true })
      await cluster.delete(runs)
      await cluster.waitFor(waits, 'running once the other has gone', (live) => statusOf(live).ready === 1)
      await cluster.delete(waits)
    })

    test('a client certificate is taken for what its group may do', async () => {
      const queue = { apiVersion: 'v1', kind: 'Pod' }
      for (const [role, group] of Object.entries({ admin: 'grace-leads', member: 'grace', viewer: 'grace-audit' })) {
        const person = await pod.as(`grace-${role}`, `oidc:${group}`)
        await expect(person.list({ ...queue, namespace: 'grace-train' })).resolves.toHaveLength(1)
        await expect(person.list({ ...queue, namespace: 'ada-train' })).rejects.toMatchObject({ status: 403 })
        const made = person.create(job(`by-${role}`, { metadata: { namespace: 'grace-train' }, gpus: 0 }))
        if (role === 'viewer') await expect(made).rejects.toMatchObject({ status: 403 })
        else await cluster.delete(await made)
      }
    })
  },
)

function statusOf(live: LiveObject | undefined): { ready?: number } {
  return (live?.['status'] ?? {}) as { ready?: number }
}

async function workloadOf(cluster: Cluster, { metadata }: LiveObject): Promise<LiveObject | undefined> {
  const query = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Workload', namespace: metadata.namespace ?? '' }
  const owners = (each: LiveObject) => (each.metadata['ownerReferences'] ?? []) as { uid: string }[]
  return (await cluster.list(query)).find((each) => owners(each).some(({ uid }) => uid === metadata.uid))
}

function conditionOf(live: LiveObject | undefined, wanted: string): unknown {
  const { conditions = [] } = (live?.['status'] ?? {}) as { conditions?: { type: string }[] }
  return conditions.find(({ type }) => type === wanted)
}
