import type { KubeObject } from '#core'
import { type AccessQuestion, accessReview } from './access-review.ts'
import { ApiFault, kindUnknown, waitedInVain } from './api-fault.ts'
import type { Asker } from './asker.ts'
import { type ApiRequest, openConnection } from './connection.ts'
import { type Discovery, discoveryOf, type ResourcePath } from './discovery.ts'
import { inParallel } from './in-parallel.ts'
import { type LiveObject, type ObjectRef, printedRef } from './object-ref.ts'
import { type AccessRules, rulesReview } from './rules-review.ts'

export type { AccessQuestion } from './access-review.ts'

/** Which objects to list. Without a namespace, those of all namespaces. */
export interface ListQuery {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string
  /** Label selector by equality; a value of `undefined` asks that the label is there. */
  readonly labels?: Readonly<Record<string, string | undefined>>
}

/** How server-side apply goes about fields of others. */
export interface ApplyOptions {
  /** @default 'superpod' */
  readonly fieldManager?: string
  /** Take over fields that another manager owns. @default true */
  readonly force?: boolean
  /** Let the server judge it, and keep nothing. @default false */
  readonly dryRun?: boolean
  /** Have the server refuse fields that the kind's schema does not know. @default false: it drops them */
  readonly strict?: boolean
}

/** How an object is made. */
export interface CreateOptions {
  /** Let the server judge it, and keep nothing. @default false */
  readonly dryRun?: boolean
  /** In whose name. @default whoever the kubeconfig names */
  readonly as?: Asker
}

/** How objects go. */
export interface DeleteOptions {
  /** @default 'Background' */
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan'
  readonly gracePeriodSeconds?: number
  /** Let the server judge it, and keep the object. @default false */
  readonly dryRun?: boolean
}

/** A change of part of an object: a merge patch (RFC 7386), or a list of operations (JSON patch, RFC 6902). */
export type Patch = Readonly<Record<string, unknown>> | readonly JsonPatchOperation[]

/** One operation of a JSON patch. */
export interface JsonPatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test'
  readonly path: string
  readonly value?: unknown
}

/** How something is patched. */
export interface PatchOptions {
  /** Who is noted as the owner of what changes. @default superpod */
  readonly fieldManager?: string | undefined
}

/** The API of one cluster. Every method throws Fault(3) where the server does not answer, ApiFault where it refuses. */
export interface Cluster {
  /** Address of the API server. */
  server(): Promise<string>
  /** Identity of the cluster for its life: the UID of `kube-system`. */
  clusterId(): Promise<string>
  /** @returns undefined where the object, or its kind, is not there */
  get(ref: ObjectRef): Promise<LiveObject | undefined>
  /** @returns an empty list where the kind is not there */
  list(query: ListQuery): Promise<LiveObject[]>
  /** Server-side apply. A kind that its CRD brings only now is waited for, up to 10 s. */
  apply(object: KubeObject, options?: ApplyOptions): Promise<LiveObject>
  /** Server-side apply of many objects, at most `concurrency` (@default 8) at a time. */
  applyAll(objects: readonly KubeObject[], options?: ApplyOptions & { concurrency?: number }): Promise<LiveObject[]>
  /** @throws ApiFault with reason `AlreadyExists` where it is there */
  create(object: KubeObject, options?: CreateOptions): Promise<LiveObject>
  /** @returns whether there was anything to delete */
  delete(ref: ObjectRef, options?: DeleteOptions): Promise<boolean>
  patch(ref: ObjectRef, patch: Patch, subresource?: string, options?: PatchOptions): Promise<LiveObject>
  /** Merge patch of the status alone. */
  patchStatus(ref: ObjectRef, status: Readonly<Record<string, unknown>>): Promise<LiveObject>
  /** Whether somebody may do something, as the authorizers of the server judge it. */
  canI(question: AccessQuestion): Promise<boolean>
  /** All that somebody may do in a namespace, the whole cluster's rules included. */
  rulesOf(asker: Asker, namespace: string): Promise<AccessRules>
  /**
   * Waits until an object (undefined while it is not there) meets a condition.
   * @param what - how the condition is called in the fault: `was not <what> within 60 s`
   */
  waitFor(
    ref: ObjectRef,
    what: string,
    met: (object: LiveObject | undefined) => boolean,
    options?: { timeoutSeconds?: number },
  ): Promise<LiveObject | undefined>
  /** Any other request: subresources such as `serviceaccounts/<name>/token`, `/readyz`. */
  send<Answer>(request: ApiRequest): Promise<Answer>
  /** What a container of a pod has written: its last 2,000 lines, 64 KiB of them at most. */
  log(pod: string, namespace: string, container: string): Promise<string>
}

/** The API of the cluster that a kubeconfig names. Reads nothing before the first call. */
export function connect(kubeconfigFile: string, context?: string): Cluster {
  const connection = openConnection(kubeconfigFile, context)
  const discovery = discoveryOf(connection)
  const { send } = connection
  const at = async (ref: ObjectRef, action: string) => {
    const found = await discovery.resourcePath(ref.apiVersion, ref.kind)
    if (!found) throw kindUnknown(await connection.server(), ref)
    return { path: objectPath(found, ref), action: `${action} ${printedRef(ref)}` }
  }
  const cluster: Cluster = {
    server: connection.server,
    send,
    log: (pod, namespace, container) =>
      connection.text({
        method: 'GET',
        path: `/api/v1/namespaces/${namespace}/pods/${pod}/log?container=${container}&tailLines=2000&limitBytes=65536`,
        action: `read the log of Pod ${namespace}/${pod}`,
      }),
    async clusterId() {
      const request = { method: 'GET', path: '/api/v1/namespaces/kube-system', action: 'tell its id' } as const
      return (await send<LiveObject>(request)).metadata.uid
    },
    async get(ref) {
      return orUndefined(async () => send<LiveObject>({ method: 'GET', ...(await at(ref, 'read')) }))
    },
    async list(query) {
      const found = await discovery.resourcePath(query.apiVersion, query.kind)
      // a kind that was served when it was asked about, and is gone since, has no objects either
      return found ? listed(send, found, query).catch(noneWhereGone) : []
    },
    async apply(object, { fieldManager = 'superpod', force = true, dryRun = false, strict = false } = {}) {
      await kindServed(discovery, object)
      const { path, action } = await at(object, 'apply')
      const query = `fieldManager=${fieldManager}&force=${force}${dryRun ? '&dryRun=All' : ''}${strict ? '&fieldValidation=Strict' : ''}`
      return send({ method: 'PATCH', path: `${path}?${query}`, action, body: object, contentType: applyPatch })
    },
    async applyAll(objects, { concurrency = 8, ...options } = {}) {
      return inParallel(objects, concurrency, (object) => cluster.apply(object, options))
    },
    async create(object, { dryRun = false, as } = {}) {
      await kindServed(discovery, object)
      const { path, action } = await at(object, 'create')
      const room = path.slice(0, path.lastIndexOf('/'))
      return send({ method: 'POST', path: `${room}${dryRun ? '?dryRun=All' : ''}`, action, body: object, as })
    },
    async delete(ref, { propagation = 'Background', gracePeriodSeconds, dryRun = false } = {}) {
      const body = { propagationPolicy: propagation, gracePeriodSeconds, ...(dryRun ? { dryRun: ['All'] } : {}) }
      const answer = await orUndefined(async () => send({ method: 'DELETE', body, ...(await at(ref, 'delete')) }))
      return answer !== undefined
    },
    async patch(ref, patch, subresource, { fieldManager = 'superpod' } = {}) {
      const { path, action } = await at(ref, 'patch')
      const contentType = Array.isArray(patch) ? 'application/json-patch+json' : 'application/merge-patch+json'
      const whole = `${withSubresource(path, subresource)}?fieldManager=${fieldManager}`
      return send({ method: 'PATCH', path: whole, action, body: patch, contentType })
    },
    patchStatus: (ref, status) => cluster.patch(ref, { status }, 'status'),
    canI: (question) => accessReview(send, question),
    rulesOf: (asker, namespace) => rulesReview(send, namespace, asker),
    waitFor: (ref, what, met, options) => waited(cluster, ref, what, met, options?.timeoutSeconds ?? 60),
  }
  return cluster
}

const applyPatch = 'application/apply-patch+yaml'

type Send = Cluster['send']

function objectPath(
  { base, resource, namespaced }: ResourcePath,
  { metadata: { name, namespace } }: ObjectRef,
): string {
  const room = namespaced ? `/namespaces/${namespace ?? 'default'}` : ''
  return `${base}${room}/${resource}/${encodeURIComponent(name)}`
}

function withSubresource(path: string, subresource?: string): string {
  return subresource ? `${path}/${subresource}` : path
}

async function listed(
  send: Send,
  { base, resource, namespaced }: ResourcePath,
  { apiVersion, kind, namespace, labels = {} }: ListQuery,
): Promise<LiveObject[]> {
  const selector = Object.entries(labels).map(([key, value]) => (value === undefined ? key : `${key}=${value}`))
  const room = namespaced && namespace ? `/namespaces/${namespace}` : ''
  const objects: LiveObject[] = []
  let next: string | undefined = ''
  while (next !== undefined) {
    const query: string = new URLSearchParams({
      limit: '500',
      labelSelector: selector.join(','),
      continue: next,
    }).toString()
    const page: ListPage = await send<ListPage>({
      method: 'GET',
      path: `${base}${room}/${resource}?${query}`,
      action: `list ${resource}`,
    })
    // items of a list carry neither apiVersion nor kind
    for (const item of page.items) objects.push({ ...item, apiVersion, kind })
    next = page.metadata.continue || undefined
  }
  return objects
}

function noneWhereGone(error: unknown): LiveObject[] {
  if (error instanceof ApiFault && error.status === 404) return []
  throw error
}

interface ListPage {
  readonly items: readonly LiveObject[]
  readonly metadata: { readonly continue?: string }
}

async function kindServed(discovery: Discovery, { apiVersion, kind }: KubeObject): Promise<void> {
  const until = Date.now() + 10_000
  while (!(await discovery.resourcePath(apiVersion, kind)) && Date.now() < until) await pause(300)
}

async function orUndefined<Answer>(effect: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await effect()
  } catch (error) {
    if (error instanceof ApiFault && error.status === 404) return undefined
    throw error
  }
}

async function waited(
  cluster: Cluster,
  ref: ObjectRef,
  what: string,
  met: (object: LiveObject | undefined) => boolean,
  timeoutSeconds: number,
): Promise<LiveObject | undefined> {
  const until = Date.now() + timeoutSeconds * 1000
  for (let waitMs = 100; ; waitMs = Math.min(waitMs * 1.5, 1000)) {
    const object = await cluster.get(ref)
    if (met(object)) return object
    if (Date.now() + waitMs > until) throw waitedInVain(ref, what, timeoutSeconds)
    await pause(waitMs)
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
