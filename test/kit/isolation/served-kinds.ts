import type { AccessQuestion, Cluster } from '#kube'

/** A question of a right, whoever has it. */
export type Right = Omit<AccessQuestion, 'user' | 'groups'>

/** A resource or a subresource that a server serves, in whatever versions. */
export interface ServedKind {
  readonly group: string
  /** Plural name: `jobs`; with a subresource: `pods/exec`. */
  readonly resource: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
}

/** Every resource that a server serves, with its subresources: by its own account, kinds of operators included. */
export async function servedKinds(cluster: Cluster): Promise<ServedKind[]> {
  const { groups } = await read<{ groups: { versions: { groupVersion: string }[] }[] }>(cluster, '/apis')
  const versions = groups.flatMap((each) => each.versions.map(({ groupVersion }) => groupVersion))
  const lists = await Promise.all(['v1', ...versions].map((version) => kindsOf(cluster, version)))
  const merged = new Map<string, ServedKind>()
  for (const kind of lists.flat()) {
    const key = `${kind.group}/${kind.resource}`
    const verbs = new Set([...(merged.get(key)?.verbs ?? []), ...kind.verbs])
    merged.set(key, { ...kind, verbs: [...verbs].sort() })
  }
  return [...merged.values()]
}

/** Every right to some kinds: each verb that they serve. @param namespace - none asks about the whole cluster */
export function rightsTo(kinds: readonly ServedKind[], namespace?: string): Right[] {
  return kinds
    .filter(({ namespaced }) => namespaced || namespace === undefined)
    .flatMap(({ group, resource, verbs }) =>
      verbs.map((verb) => ({ verb, group, resource, ...(namespace && { namespace }) })),
    )
}

async function kindsOf(cluster: Cluster, version: string): Promise<ServedKind[]> {
  const [group, path] = version.includes('/')
    ? [version.slice(0, version.indexOf('/')), `/apis/${version}`]
    : ['', `/api/${version}`]
  const { resources } = await read<{ resources: { name: string; namespaced: boolean; verbs: string[] }[] }>(
    cluster,
    path,
  )
  return resources.map(({ name, namespaced, verbs }) => ({ group, resource: name, namespaced, verbs }))
}

function read<Answer>(cluster: Cluster, path: string): Promise<Answer> {
  return cluster.send<Answer>({ method: 'GET', path, action: `tell what is at ${path}` })
}
