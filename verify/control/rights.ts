import type { AccessQuestion, AccessRule, Cluster } from '#kube'
import type { PodModel } from '#model'
import type { Person } from './person.ts'
import { held, type Trial, wordOf } from './trial.ts'

/** A right, whoever it is about. */
export type Right = Omit<AccessQuestion, 'user' | 'groups'>

/** Every right of verbs and resources, by API group. */
export function rights(
  verbs: readonly string[],
  resources: Readonly<Record<string, readonly string[]>>,
  namespace?: string,
): Right[] {
  return Object.entries(resources).flatMap(([group, all]) =>
    all.flatMap((resource) => verbs.map((verb) => ({ verb, group, resource, ...(namespace && { namespace }) }))),
  )
}

/** A try that holds where somebody may not do something. */
export function mayNot(cluster: Cluster, who: Person, right: Right): Trial {
  return async () => {
    const { user, groups } = who
    return (await cluster.canI({ ...right, user, groups }))
      ? { broken: `${wordOf(who)} may ${wordOfRight(right)}` }
      : held
  }
}

/** A try that tells something only where somebody may do what they are there for. */
export function may(cluster: Cluster, who: Person, right: Right): Trial {
  return async () => {
    const { user, groups } = who
    if (await cluster.canI({ ...right, user, groups })) return held
    return { untold: `${wordOf(who)} may not even ${wordOfRight(right)}: its roles are not on this cluster` }
  }
}

/** A try that holds where somebody has no right at all in a namespace, by whatever binding. */
export function noRights(cluster: Cluster, who: Person, namespace: string): Trial {
  return async () => {
    const { rules, incomplete } = await cluster.rulesOf(who, namespace)
    const [found] = rules.filter((rule) => !ofEverybody(rule))
    if (found) return { broken: `${wordOf(who)} may ${wordOfRule(found)} in ${namespace}` }
    if (!incomplete) return held
    return { untold: `the API server cannot list all rights of ${wordOf(who)} in ${namespace}` }
  }
}

/** Asking what one may do oneself, and reading roots of trust: everybody may, and it tells nothing of anybody. */
function ofEverybody({ apiGroups = [], resources = [], verbs }: AccessRule): boolean {
  const asksOfItself =
    apiGroups.every((group) => group === 'authorization.k8s.io' || group === 'authentication.k8s.io') &&
    resources.every((resource) => resource.startsWith('self'))
  const readsTrust =
    resources.every((resource) => resource === 'clustertrustbundles') &&
    verbs.every((verb) => ['get', 'list', 'watch'].includes(verb))
  return asksOfItself || readsTrust
}

function wordOfRule({ verbs, resources = [], resourceNames = [] }: AccessRule): string {
  const named = resourceNames.length > 0 ? ` ${resourceNames.join(', ')}` : ''
  return `${verbs.join(', ')} ${resources.join(', ')}${named}`
}

function wordOfRight({ verb, resource, name, namespace }: Right): string {
  const what = name === undefined ? resource : `${resource} ${name}`
  return `${verb} ${what}${namespace === undefined ? '' : ` in ${namespace}`}`
}

/** Tenants whose file names a group in a role: what the group may do there is meant. */
export function tenantsOf(group: string | undefined, { tenants }: Pick<PodModel, 'tenants'>): ReadonlySet<string> {
  const named = tenants.filter(({ groups }) => group !== undefined && Object.values(groups).flat().includes(group))
  return new Set(named.map(({ name }) => name))
}
