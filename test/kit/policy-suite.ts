import {
  endedWork,
  ObjectsRelease,
  SystemNamespace,
  TenantAccess,
  TenantNamespace,
  TenantRoles,
  TenantSite,
  type TenantTerms,
  tokenSecrets,
  type WorkPoliciesProps,
  workPolicies,
} from '#constructs'
import type { KubeObject } from '#core'
import { type Cluster, inParallel, refusalOf } from '#kube'
import { primary, type SuperpodStack } from '#terraform'
import { rooms, type WorkCase, workCases } from './policy-cases.ts'
import { type WorkKind, workOf } from './work-kinds.ts'

/** What the cases were written for: the platform's registries and classes, and a priority that tenants' pods may name. */
export const judged: WorkPoliciesProps = {
  registries: ['registry.example.org'],
  priorityClasses: ['batch'],
  priorities: ['high', 'low', 'normal'],
}

const terms: Readonly<Record<string, TenantTerms>> = {
  [rooms.railed]: { devices: ['nvidia.com/resibp24s0'] },
  [rooms.strict]: {
    registries: ['registry.example.org/health'],
    priorities: ['low', 'normal'],
    digests: true,
    tokenless: true,
    wholeSystemGpus: 8,
  },
}

/** Group of the members of a tenant's namespace. */
export function memberGroup(room: string): string {
  return `oidc:${room}`
}

/** Group of the administrators of a tenant's namespace. */
export function adminGroup(room: string): string {
  return `oidc:${room}-leads`
}

/** A platform of policies alone, and the tenants of the cases, whose Pod Security is as low as RDMA could need it. */
export function fillJudged(stack: SuperpodStack, props: WorkPoliciesProps): void {
  const home = new SystemNamespace(stack, 'superpod-system', { name: 'superpod-system' })
  new TenantRoles(stack, 'tenant')
  const objects = [...workPolicies(props), ...endedWork(), ...tokenSecrets()]
  new ObjectsRelease(stack, 'policies', { name: 'policies', objects, dependsOn: [primary(home)] })
  for (const name of Object.values(rooms)) {
    const room = new TenantNamespace(stack, name, {
      name,
      tenant: name.replace('-train', ''),
      pod: 'tiny',
      state: 'active',
      quota: { gpus: 64, pods: 512 },
      podSecurity: 'privileged',
      terms: terms[name],
    })
    const groups = { admin: [adminGroup(name)], member: [memberGroup(name)], viewer: [], auditor: [] }
    new TenantSite(room, 'Site', { namespace: room.namespace, mountToken: terms[name]?.tokenless !== true })
    new TenantAccess(room, 'Access', { namespace: room.namespace, groups })
  }
}

/** Classes that cases name: without them the server would refuse pods before any policy does. */
export const namedClasses: readonly KubeObject[] = [
  ...['nvidia', 'nvidia-cdi', 'kata'].map((name) => ({
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name },
    handler: 'runc',
  })),
  ...['urgent', 'batch'].map((name) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value: 1,
  })),
]

/** Kinds that no role of a tenant may write: an administrator tries them. */
const ofNobody = ['PodTemplate', 'ReplicationController', 'DaemonSet', 'ReplicaSet']

/** Who tries cases: an administrator, and a member of each namespace. */
export interface Trier {
  readonly admin: Cluster
  readonly members: ReadonlyMap<string, Cluster>
}

/** Whatever becomes of cases as it must not, one line each: `Pod with a hostPath volume (ada-train): accepted`. */
export async function surprises(
  { admin, members }: Trier,
  kinds: readonly WorkKind[],
  cases: readonly WorkCase[] = workCases,
): Promise<string[]> {
  const all = kinds.flatMap((kind) => cases.map((each) => ({ kind, ...each })))
  const lines = await inParallel(all, 8, async ({ kind, what, namespace, template, refusedBy }) => {
    const cluster = ofNobody.includes(kind.kind) ? admin : members.get(namespace)
    if (!cluster) throw new Error(`nobody is of ${namespace}`)
    const answer = await refusal(cluster, workOf(kind, namespace, template))
    const isExpected = refusedBy ? answer?.includes(`'superpod-${refusedBy}'`) : answer === undefined
    return isExpected ? [] : [`${kind.kind} with ${what}: ${answer ?? 'accepted'}`]
  })
  return lines.flat()
}

/** What the server has against an object; undefined where it would take it. */
export async function refusal(cluster: Cluster, object: KubeObject): Promise<string | undefined> {
  return refusalOf(() => cluster.apply(object, { dryRun: true, strict: true }))
}
