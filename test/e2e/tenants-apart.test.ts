import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cluster, LiveObject } from '#kube'
import {
  type Answers,
  answers,
  climbs,
  clusterKinds,
  type Person,
  questions,
  reads,
  roomKinds,
  wallKinds,
  writes,
} from '../kit/access-matrix.ts'
import { job } from '../kit/gpu-work.ts'
import { type LivePod, livePod, liveTenants } from '../kit/live-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'

const minute = 60_000

const tenants = Object.entries(liveTenants).map(([name, { namespaces = ['train'] }]) => ({
  name,
  rooms: namespaces.map((each) => `${name}-${each}`),
}))

const roles = { admin: '-leads', member: '', viewer: '-audit' } as const

/** Everybody of every tenant: a person of each role, and what its pods run as. */
const people: readonly Person[] = tenants.flatMap(({ name: tenant, rooms }) => [
  ...Object.entries(roles).map(([role, suffix]) => ({
    name: `${tenant}-${role}`,
    tenant,
    groups: [`oidc:${tenant}${suffix}`],
  })),
  ...rooms.map((room) => ({
    name: `system:serviceaccount:${room}:default`,
    tenant,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${room}`],
  })),
])

const system = ['kube-system', 'superpod-system', 'kueue-system', 'default']

describe.skipIf(!compiledTools)(
  'three tenants of one pod (needs the tools of the twin)',
  { timeout: 4 * minute },
  () => {
    let pod: LivePod
    let cluster: Cluster
    let asked = 0

    beforeAll(async () => {
      pod = await livePod()
      const { exitCode, stderr } = await pod.run('up', '--delivery', 'manifests')
      if (exitCode !== 0) throw new Error(stderr)
      cluster = pod.cluster()
    }, 4 * minute)
    afterAll(() => pod?.end(), 2 * minute)

    const ask = async (who: readonly Person[], what: Parameters<typeof answers>[2]): Promise<Answers> => {
      const given = await answers(cluster, who, what)
      asked += given.asked
      return given
    }
    /** What people of one tenant may do in the rooms of another. */
    const crossings = async (from: string, to: string) => {
      const rooms = tenants.find(({ name }) => name === to)?.rooms ?? []
      const all = [...reads, ...writes]
      const what = rooms.flatMap((room) => [...questions(all, roomKinds, room), ...questions(all, wallKinds, room)])
      return ask(
        people.filter(({ tenant }) => tenant === from),
        what,
      )
    }
    const pairs = tenants.flatMap(({ name }) =>
      tenants.filter((each) => each.name !== name).map((each) => [name, each.name] as const),
    )

    test.each(pairs)('nobody of %s may do anything in a room of %s', async (from, to) => {
      const { allowed, asked: count } = await crossings(from, to)
      expect(allowed).toEqual([])
      expect(count).toBeGreaterThan(1000)
    })

    test('a planted hole is found: one binding too many', async () => {
      const metadata = { name: 'hole', namespace: 'grace-train' }
      const hole = {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'superpod-tenant-viewer' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'oidc:ada' }],
      }
      await cluster.create(hole)
      const found = async () => (await crossings('ada', 'grace')).allowed
      await expect.poll(found, { timeout: 20_000 }).toContain('ada-member may list pods in grace-train')
      expect((await found()).every((crossing) => /^ada-member may (get|list|watch) /.test(crossing))).toBe(true)
      await cluster.delete(hole)
      await expect.poll(found, { timeout: 20_000 }).toEqual([])
    })

    test('nobody of any tenant sees the system, the whole cluster, or other tenants by it', async () => {
      const all = [...reads, ...writes]
      const what = [
        ...system.flatMap((room) => questions(all, roomKinds, room)),
        ...questions(all, roomKinds),
        ...questions(all, wallKinds),
        ...questions(reads, clusterKinds),
      ]
      expect((await ask(people, what)).allowed).toEqual([])
    })

    test('nobody of any tenant may write what keeps tenants apart, in its own rooms neither', async () => {
      for (const { name, rooms } of tenants) {
        const own = people.filter(({ tenant }) => tenant === name)
        const what = [
          ...rooms.flatMap((room) => questions(writes, wallKinds, room)),
          ...questions(writes, clusterKinds),
        ]
        expect((await ask(own, what)).allowed).toEqual([])
      }
    })

    test('nobody of any tenant may become somebody else, or give itself more', async () => {
      const rooms = tenants.flatMap((each) => each.rooms)
      const what = [...climbs, ...rooms.flatMap((namespace) => climbs.map((climb) => ({ ...climb, namespace })))]
      expect((await ask(people, what)).allowed).toEqual([])
    })

    test('everybody may do in the own rooms what the role is for, and no more', async () => {
      const work = {
        '': ['pods', 'configmaps', 'services'],
        apps: ['deployments', 'statefulsets'],
        batch: ['jobs', 'cronjobs'],
      }
      const secrets = { '': ['secrets'] }
      const seen = {
        ...wallKinds,
        'rbac.authorization.k8s.io': [],
        apps: ['replicasets'],
        'networking.k8s.io': ['networkpolicies'],
        'kueue.x-k8s.io': ['localqueues', 'workloads'],
      }
      const accounts = { '': ['serviceaccounts'] }
      for (const { name, rooms } of tenants) {
        const [admin = [], member = [], viewer = []] = Object.keys(roles).map((role) =>
          people.filter((person) => person.name === `${name}-${role}`),
        )
        const within = (verbs: readonly string[], kinds: Parameters<typeof questions>[1]) =>
          rooms.flatMap((room) => questions(verbs, kinds, room))
        const everybody = [...admin, ...member, ...viewer]
        expect((await ask(everybody, [...within(reads, work), ...within(reads, seen)])).denied).toEqual([])
        expect(
          (await ask([...admin, ...member], [...within(writes, work), ...within(writes, secrets)])).denied,
        ).toEqual([])
        expect((await ask(admin, within(writes, accounts))).denied).toEqual([])
        expect((await ask(member, within(writes, accounts))).allowed).toEqual([])
        const kept = [...within(writes, work), ...within([...reads, ...writes], secrets), ...within(writes, accounts)]
        expect((await ask(viewer, kept)).allowed).toEqual([])
      }
    })

    test('a client certificate is taken for what its group may do', async () => {
      const [own, other] = ['grace-train', 'ada-train'].map((namespace) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace,
      }))
      for (const [role, suffix] of Object.entries(roles)) {
        const person = await pod.as(`grace-${role}`, `oidc:grace${suffix}`)
        await expect(person.list(own as never)).resolves.toEqual([])
        await expect(person.list(other as never)).rejects.toMatchObject({ status: 403 })
        const queue = { metadata: { labels: { mine: 'true' } } }
        const ref = {
          apiVersion: 'kueue.x-k8s.io/v1beta2',
          kind: 'LocalQueue',
          metadata: { name: 'default', namespace: 'grace-train' },
        }
        await expect(person.patch(ref, queue)).rejects.toMatchObject({ status: 403 })
        const made = person.create(job(`by-${role}`, { metadata: { namespace: 'grace-train' }, gpus: 0 }))
        if (role === 'viewer') await expect(made).rejects.toMatchObject({ status: 403 })
        else await cluster.delete(await made)
      }
    })

    test('a job that names no queue lands in its room’s own and runs; one above the quota waits, and says why', async () => {
      const member = await pod.as('ada-member', 'oidc:ada')
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

    afterAll(() => {
      if (asked > 0)
        process.stdout.write(`${asked} questions about ${people.length} people of ${tenants.length} tenants\n`)
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
