import { type TenantClusterRole, tenantRoleRules } from '#constructs'
import { type Cluster, inParallel } from '#kube'
import type { Asker } from './asker.ts'
import type { Person } from './people.ts'
import type { Right } from './served-kinds.ts'

/** What was asked, and whatever is not as config declares it, one line each. */
export interface Judged {
  readonly asked: number
  /** `ada-member may list pods in grace-train`: a right that config does not give. */
  readonly holes: readonly string[]
  /** `ada-member may not list pods in ada-train`: a right that config gives, and nobody has. */
  readonly gaps: readonly string[]
}

/** Whether config gives somebody a right, or everybody has it. */
function isDeclared({ grants }: Person, { namespace, group = '', resource, verb }: Right): boolean {
  const right = keyOf(group, resource, verb)
  if (namespace === undefined) return ofEverybody.has(right)
  const role = grants[namespace]
  return role !== undefined && rightsOf(role).has(right)
}

/** Asks the server's authorizers, as an administrator, for rights of people: a SubjectAccessReview each. */
export async function judgedRights(
  cluster: Cluster,
  people: readonly Person[],
  rights: readonly Right[],
): Promise<Judged> {
  const all = people.flatMap((person) => rights.map((right) => ({ person, right })))
  const lines = await inParallel(all, 32, async ({ person, right }) => {
    const { user, groups } = person
    const may = await cluster.canI({ ...right, user, groups })
    const { verb, resource, namespace = 'the whole cluster' } = right
    if (may === isDeclared(person, right)) return { holes: [], gaps: [] }
    const line = `${person.name} may ${may ? '' : 'not '}${verb} ${resource} in ${namespace}`
    return may ? { holes: [line], gaps: [] } : { holes: [], gaps: [line] }
  })
  return {
    asked: all.length,
    holes: lines.flatMap(({ holes }) => holes),
    gaps: lines.flatMap(({ gaps }) => gaps),
  }
}

interface Rule {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
}

interface RulesReview {
  readonly status: { readonly incomplete: boolean; readonly resourceRules: readonly Rule[] }
}

/** What everybody with a proven name may do, tenants or not: ask about oneself. */
const ofEverybody = new Set([
  keyOf('authentication.k8s.io', 'selfsubjectreviews', 'create'),
  keyOf('authorization.k8s.io', 'selfsubjectaccessreviews', 'create'),
  keyOf('authorization.k8s.io', 'selfsubjectrulesreviews', 'create'),
])

/**
 * Has somebody ask for all of the own rights in namespaces: a SelfSubjectRulesReview each. It names rights to kinds that
 * the server does not serve, too.
 */
export async function ownRights(person: Person, own: Asker, namespaces: readonly string[]): Promise<Judged> {
  const each = await inParallel(namespaces, 4, async (namespace) => {
    const { resourceRules } = await rulesOf(own, namespace)
    const has = new Set(resourceRules.flatMap(rightsOfRule).filter((right) => !ofEverybody.has(right)))
    const role = person.grants[namespace]
    const given = role === undefined ? new Set<string>() : rightsOf(role)
    const line = (word: string) => (right: string) => `${person.name} ${word} ${right} in ${namespace}`
    return {
      holes: [...has].filter((right) => !given.has(right)).map(line('may')),
      gaps: [...given].filter((right) => !has.has(right)).map(line('may not')),
    }
  })
  return {
    asked: namespaces.length,
    holes: each.flatMap(({ holes }) => holes),
    gaps: each.flatMap(({ gaps }) => gaps),
  }
}

async function rulesOf(own: Asker, namespace: string): Promise<RulesReview['status']> {
  const { status, said } = await own.ask({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } },
  })
  if (status !== 201) throw new Error(`no rules of ${namespace}: ${said}`)
  const review = (JSON.parse(said) as RulesReview).status
  if (review.incomplete) throw new Error(`the rules of ${namespace} are incomplete`)
  return review
}

function rightsOf(role: TenantClusterRole): ReadonlySet<string> {
  const known = rightsByRole.get(role)
  if (known) return known
  const rights = new Set(tenantRoleRules[role].flatMap(rightsOfRule))
  rightsByRole.set(role, rights)
  return rights
}

const rightsByRole = new Map<TenantClusterRole, ReadonlySet<string>>()

function rightsOfRule({ verbs, apiGroups = [], resources = [] }: Rule): string[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) => verbs.map((verb) => keyOf(group, resource, verb))),
  )
}

function keyOf(group: string, resource: string, verb: string): string {
  return `${verb} ${group === '' ? resource : `${resource}.${group}`}`
}
