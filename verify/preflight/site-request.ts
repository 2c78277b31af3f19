import { Fault, type Finding } from '#core'
import { ApiFault, type Cluster, type LiveObject } from '#kube'

/** One list of the API, by its path: nothing has to be discovered first. */
export interface SiteList {
  readonly path: string
  /** How a role names it: `daemonsets.apps`. */
  readonly resource: string
  readonly query?: Readonly<Record<string, string>>
  /** Names, labels and annotations alone: of Secrets nothing else is ever asked for. @default false */
  readonly metadataOnly?: boolean
}

const metadata = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json'
const patienceSeconds = 15

/**
 * All objects of a list.
 * @returns none where the server does not serve the kind
 * @throws Fault where it does not let them be read
 */
export async function siteObjects(cluster: Cluster, list: SiteList): Promise<LiveObject[]> {
  const objects: LiveObject[] = []
  let next: string | undefined = ''
  while (next !== undefined) {
    const query: string = new URLSearchParams({ limit: '500', ...list.query, continue: next }).toString()
    const page: SitePage = await sitePage(cluster, list, query)
    for (const item of page.items) objects.push(item)
    next = page.metadata?.continue || undefined
  }
  return objects
}

interface PageAnswer {
  readonly kind?: string
  readonly items?: readonly LiveObject[] | null
  readonly metadata?: SitePage['metadata']
}

interface SitePage {
  readonly items: readonly LiveObject[]
  readonly metadata?: { readonly continue?: string }
}

async function sitePage(
  cluster: Cluster,
  { path, resource, metadataOnly }: SiteList,
  query: string,
): Promise<SitePage> {
  const request = { method: 'GET', path: `${path}?${query}`, action: `list ${resource}` } as const
  const form = metadataOnly ? { accept: metadata } : {}
  try {
    const page = await cluster.send<PageAnswer>({ ...request, ...form, timeoutSeconds: patienceSeconds })
    // an empty list of metadata has no items at all
    if (!Array.isArray(page.items) && !page.kind?.endsWith('List')) throw noList(resource)
    return { items: page.items ?? [], ...(page.metadata ? { metadata: page.metadata } : {}) }
  } catch (error) {
    if (error instanceof ApiFault && error.status === 404) return { items: [] }
    throw error
  }
}

function noList(resource: string): Fault {
  return new Fault(3, [
    { code: 'cluster/refused', severity: 'error', path: resource, message: `the answer for ${resource} is no list` },
  ])
}

/** What came of reading one thing: its value, or why there is none. Never both, and never an absence for a refusal. */
export type Read<Value> = { readonly value: Value } | { readonly unread: Finding }

/**
 * Reads one thing. What is refused, or not answered, becomes a finding that says what it needs.
 * @param what - the end of `could not be read`: `nodes`
 * @param right - the right that it takes: `list nodes`
 * @throws Fault where the server does not know who is asking: then nothing can be read
 */
export async function read<Value>(what: string, right: string, effect: () => Promise<Value>): Promise<Read<Value>> {
  try {
    return { value: await effect() }
  } catch (error) {
    if (!(error instanceof Fault) || (error instanceof ApiFault && error.status === 401)) throw error
    return { unread: unread(what, right, error) }
  }
}

function unread(what: string, right: string, error: Fault): Finding {
  const forbidden = error instanceof ApiFault && error.status === 403
  const said = error.findings.map(({ message }) => message).join('; ')
  return {
    code: 'preflight/unread',
    severity: 'error',
    path: what,
    message: forbidden ? `could not be read: needs the right to ${right}` : `could not be read: ${said}`,
    remedy: forbidden
      ? 'have the right granted (docs/preflight.md has the whole role), then run this again'
      : 'see why the API server answers so, then run this again: what could not be read is not taken as absent',
  }
}
