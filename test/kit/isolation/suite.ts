import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { workplaceOf } from '#delivery'
import { type Cluster, inParallel } from '#kube'
import { podSpec } from '../gpu-work.ts'
import type { LocalIssuer } from '../identity/issuer.ts'
import { clusterByToken } from '../identity/token-cluster.ts'
import { type LivePod, livePodName, liveTenantFile, liveTenants } from '../live-pod.ts'
import { serveKinds } from '../strict-server.ts'
import { leaderWorkerSets } from '../work-kinds.ts'
import { type Asker, asker } from './asker.ts'
import { certificateRequest } from './certificate.ts'
import { type ApartTenant, claimedGroups, type Person, peopleOf } from './people.ts'
import { rightTries } from './right-tries.ts'
import { type Judged, judgedRights, ownRights } from './rights.ts'
import { rightsTo, type ServedKind, servedKinds } from './served-kinds.ts'
import { fixtures, type Scene, taken, unsound } from './try.ts'
import { clusterWalls, wallsOf } from './walls.ts'
import { workTries } from './work-tries.ts'

/** Tenants as their files say it: one group audits two of them, which is all that crosses. */
export const apart: readonly ApartTenant[] = Object.entries(liveTenants).map(
  ([name, { namespaces = ['train'], sensitivity }]) => ({
    name,
    sensitive: sensitivity === 'sensitive',
    rooms: namespaces.map((each) => `${name}-${each}`),
    groups: {
      admin: [`${name}-leads`],
      member: [name],
      viewer: [`${name}-audit`],
      auditor: [`${name}-office`, ...(name === 'health' ? [] : ['auditors'])],
    },
  }),
)

/** Everybody of every tenant. */
export const people: readonly Person[] = peopleOf(apart)

/** Pairs of tenants, in both orders. */
export const pairs: readonly (readonly [string, string])[] = apart.flatMap(({ name }) =>
  apart.filter((other) => other.name !== name).map((other) => [name, other.name] as const),
)

/** Namespaces that are no tenant's. */
const systemRooms = ['kube-system', 'superpod-system', 'kueue-system', 'default']

/** A room that no policy of tenants holds, where an administrator tries what others are refused. */
const freeRoom = 'nobodys'

/** What the suite has asked so far, and of whom. */
export interface Suite {
  asked(): number
  /** What people of one tenant may do in the rooms of another, and should not. */
  crossings(from: string, to: string): Promise<readonly string[]>
  /** The same of the system's namespaces and of the whole cluster. */
  systemHoles(): Promise<readonly string[]>
  /** What people of a tenant may do in the own rooms beyond their role; what is missing of it. */
  ownRooms(tenant: string): Promise<Judged>
  /** What people of a tenant may write of what keeps tenants apart, in the own rooms too, whatever roles say. */
  brokenWalls(tenant: string): Promise<readonly string[]>
  /** What the own rules of each person, asked for by its token, hold beyond its role, or lack of it. */
  ownRules(): Promise<Judged>
  /** Tries of people of one tenant against another that were not refused as they must be. */
  taken(from: string, to: string): Promise<readonly string[]>
  /** Tries that even an administrator could not do: they prove nothing. */
  unsound(): Promise<readonly string[]>
  /** The API as somebody sees it, by a token of the issuer. */
  as(name: string): Promise<Cluster>
  end(): Promise<void>
}

/** Writes the tenants of the suite into a pod. */
export async function writeApart(pod: LivePod): Promise<void> {
  for (const [name, tenant] of Object.entries(liveTenants)) {
    const { viewer: viewers, auditor: auditors } = apart.find((each) => each.name === name)?.groups ?? {}
    await pod.write(`tenants/${name}.yaml`, liveTenantFile(name, { ...tenant, viewers, auditors }))
  }
}

/** The suite on a pod that is up: kinds of operators served, a held pod and a held job in each room. */
export async function isolationSuite(pod: LivePod, issuer: LocalIssuer): Promise<Suite> {
  const { kubeconfig } = workplaceOf(pod.workspace, livePodName, 'twin')
  const cluster = pod.cluster()
  await serveKinds(cluster, ['jobset-0.12.0', 'kubeflow-trainer-2.3.0', 'network-operator-26.1.2', 'nv-ipam'])
  await cluster.applyAll([
    leaderWorkerSets,
    ...classes,
    certificateRequest('tried'),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: freeRoom } },
  ])
  const kinds = await servedKinds(cluster)
  const admin = await asker(kubeconfig)
  const made = await cluster.applyAll([...apart.flatMap(({ rooms }) => rooms), freeRoom].flatMap(held))
  const jobs = new Map(
    made.filter(({ kind }) => kind === 'Job').map(({ metadata }) => [metadata.namespace, metadata.uid]),
  )
  const tokenOf = async (person: Person) =>
    person.role === undefined
      ? podToken(cluster, person.user)
      : issuer.token({ user: person.user.replace('oidc:', ''), groups: claimedGroups(person), seconds: 3600 })
  const askers = new Map<Person, Asker>()
  for (const person of people) askers.set(person, await asker(kubeconfig, await tokenOf(person)))
  const counted = { asked: 0 }
  return {
    asked: () => counted.asked,
    ...rightQuestions({ cluster, kinds, askers, counted }),
    ...realTries({ admin, askers, counted, jobs }),
    as: async (name) => {
      const person = people.find((each) => each.name === name)
      if (!person) throw new Error(`nobody is called ${name}`)
      return clusterByToken(kubeconfig, await tokenOf(person), join(pod.workspace, `token-${randomUUID()}.kubeconfig`))
    },
    end: async () => {
      await Promise.all([admin, ...askers.values()].map((each) => each.end()))
    },
  }
}

interface Parts {
  readonly cluster: Cluster
  readonly kinds: readonly ServedKind[]
  readonly admin: Asker
  readonly askers: ReadonlyMap<Person, Asker>
  readonly counted: { asked: number }
  /** Identity of the held job, by room. */
  readonly jobs: ReadonlyMap<string | undefined, string>
}

function rightQuestions({ cluster, kinds, askers, counted }: Omit<Parts, 'admin' | 'jobs'>) {
  const judge = async (who: readonly Person[], rights: Parameters<typeof judgedRights>[2]) => {
    const judged = await judgedRights(cluster, who, rights)
    counted.asked += judged.asked
    return judged
  }
  const inRooms = (rooms: readonly string[]) => rooms.flatMap((room) => rightsTo(kinds, room))
  const rooms = apart.flatMap((tenant) => tenant.rooms)
  return {
    crossings: async (from: string, to: string) => {
      const { holes, gaps } = await judge(of(from), inRooms(roomsOf(to)))
      return [...holes, ...gaps]
    },
    systemHoles: async () => (await judge(people, [...inRooms(systemRooms.slice(0, 2)), ...rightsTo(kinds)])).holes,
    ownRooms: (tenant: string) => judge(of(tenant), inRooms(roomsOf(tenant))),
    brokenWalls: async (tenant: string) => {
      const walls = [...roomsOf(tenant).flatMap(wallsOf), ...clusterWalls]
      return (await judge(of(tenant), walls)).holes
    },
    ownRules: async () => {
      const each = await inParallel([...askers], 4, ([person, own]) =>
        ownRights(person, own, [...rooms, ...systemRooms, freeRoom]),
      )
      const asked = each.reduce((sum, judged) => sum + judged.asked, 0)
      counted.asked += asked
      return { asked, holes: each.flatMap(({ holes }) => holes), gaps: each.flatMap(({ gaps }) => gaps) }
    },
  }
}

function realTries({ admin, askers, counted, jobs }: Omit<Parts, 'cluster' | 'kinds'>) {
  const tries = [...rightTries, ...workTries]
  const scene = (tenant: string, otherTenant: string, room = roomsOf(tenant)[0] ?? ''): Scene => ({
    ...{ tenant, otherTenant, room },
    otherRoom: roomsOf(otherTenant)[0] ?? '',
    jobUid: jobs.get(room) ?? '',
  })
  return {
    taken: async (from: string, to: string) => {
      const own = [...askers].filter(([{ tenant }]) => tenant === from)
      counted.asked += own.length * tries.length
      const all = await inParallel(own, 2, ([person, each]) => taken({ person, own: each }, scene(from, to), tries))
      return all.flat()
    },
    unsound: async () => {
      const [from, to] = pairs[0] ?? ['', '']
      counted.asked += tries.length
      return [
        ...(await unsound(admin, scene(from, to), rightTries)),
        ...(await unsound(admin, scene(from, to, freeRoom), workTries)),
      ]
    },
  }
}

function of(tenant: string): Person[] {
  return people.filter((person) => person.tenant === tenant)
}

function roomsOf(name: string): readonly string[] {
  return apart.find((tenant) => tenant.name === name)?.rooms ?? []
}

/** What pods of a room run as, by a token of the API server's own. */
async function podToken(cluster: Cluster, user: string): Promise<string> {
  const [, , room = '', account = ''] = user.split(':')
  const path = `/api/v1/namespaces/${room}/serviceaccounts/${account}/token`
  const body = { spec: { expirationSeconds: 3600 } }
  const { status } = await cluster.send<{ status: { token: string } }>({
    method: 'POST',
    path,
    body,
    action: `give ${user} a token`,
  })
  return status.token
}

/** Classes that tries name: without them the server would refuse before any policy does. */
const classes = [
  { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'nvidia' }, handler: 'runc' },
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'of-somebody' }, value: 1 },
]

/** A pod that a gate holds and a job that is suspended: neither is admitted, as no queue is called so. */
function held(namespace: string) {
  const labels = { 'kueue.x-k8s.io/queue-name': 'nobody' }
  const spec = podSpec('Never', 0)
  return [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: fixtures.pod, namespace, labels },
      spec: { ...spec, ...(namespace === freeRoom ? { schedulingGates: [{ name: 'tried.example.org/held' }] } : {}) },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: fixtures.job, namespace, labels },
      spec: { suspend: true, template: { spec } },
    },
  ]
}
