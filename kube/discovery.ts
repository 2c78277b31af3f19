import { ApiFault } from './api-fault.ts'
import type { Connection } from './connection.ts'

type Asks = Pick<Connection, 'server' | 'send'>

/** How the API serves a kind. */
export interface ResourcePath {
  /** `/api/v1` or `/apis/<group>/<version>`. */
  readonly base: string
  /** Plural name in the path: `clusterqueues`. */
  readonly resource: string
  readonly namespaced: boolean
}

/** Which kinds a server serves, asked once for each group and version. */
export interface Discovery {
  /** @returns undefined where the server does not serve the kind: asked anew each time, a CRD may have come */
  resourcePath(apiVersion: string, kind: string): Promise<ResourcePath | undefined>
}

interface ResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[]
}

/** Discovery over a connection. */
export function discoveryOf(connection: Asks): Discovery {
  const known = new Map<string, Promise<ReadonlyMap<string, ResourcePath>>>()
  const asked = (apiVersion: string) => {
    const answer = resourcesOf(connection, apiVersion)
    known.set(apiVersion, answer)
    answer.catch(() => known.delete(apiVersion))
    return answer
  }
  return {
    async resourcePath(apiVersion, kind) {
      const before = (await known.get(apiVersion))?.get(kind)
      return before ?? (await asked(apiVersion)).get(kind)
    },
  }
}

async function resourcesOf(connection: Asks, apiVersion: string): Promise<ReadonlyMap<string, ResourcePath>> {
  const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
  try {
    const { resources } = await connection.send<ResourceList>({
      method: 'GET',
      path: base,
      action: `tell the kinds of ${apiVersion}`,
    })
    const whole = resources.filter(({ name }) => !name.includes('/'))
    return new Map(whole.map(({ kind, name, namespaced }) => [kind, { base, resource: name, namespaced }]))
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error
    if (error.status === 404 || (error.status === 503 && (await isServedByAnother(connection, apiVersion)))) {
      return new Map()
    }
    throw error
  }
}

/**
 * Whether another server answers for a group, by the APIService: when that one is down the API server says 503, and the
 * kinds are not there. A 503 of the API server's own says nothing of its kinds.
 */
async function isServedByAnother(connection: Asks, apiVersion: string): Promise<boolean> {
  const [group, version] = apiVersion.split('/')
  if (version === undefined) return false
  const service = await connection
    .send<{ readonly spec?: { readonly service?: unknown } }>({
      method: 'GET',
      path: `/apis/apiregistration.k8s.io/v1/apiservices/${version}.${group}`,
      action: `tell who serves ${apiVersion}`,
    })
    .catch(() => undefined)
  return Boolean(service?.spec?.service)
}
