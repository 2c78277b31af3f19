import { readFile } from 'node:fs/promises'
import { Agent, request } from 'undici'
import { parse } from 'yaml'

/** One request to an API server, as it goes over the wire. */
export interface WireRequest {
  /** @default GET */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  /** @default application/json; a patch is application/merge-patch+json, a list application/json-patch+json */
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What the server said to it. */
export interface WireAnswer {
  readonly status: number
  /** The message of a refusal; of anything else, all of it. */
  readonly said: string
}

/** Somebody who asks a server: refusals are answers here, and no faults. */
export interface Asker {
  ask(what: WireRequest): Promise<WireAnswer>
  end(): Promise<void>
}

/**
 * Somebody who asks the server of a kubeconfig.
 * @param token - whoever it names @default whoever the kubeconfig names, by a certificate
 */
export async function asker(kubeconfig: string, token?: string): Promise<Asker> {
  const { clusters, users } = parse(await readFile(kubeconfig, 'utf8'))
  const [{ cluster }] = clusters
  const [{ user }] = users
  const own = { cert: plain(user['client-certificate-data']), key: plain(user['client-key-data']) }
  const agent = new Agent({
    connections: 8,
    connect: { ca: plain(cluster['certificate-authority-data']), ...(token === undefined ? own : {}) },
  })
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return {
    async ask({ method = 'GET', path, body, contentType = contentTypeOf(method, body), headers }) {
      const answer = await request(`${cluster.server}${path}`, {
        method,
        dispatcher: agent,
        headers: { ...authorization, ...(body === undefined ? {} : { 'content-type': contentType }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.body.text()
      return { status: answer.statusCode, said: answer.statusCode < 400 ? text : messageOf(text) }
    },
    end: () => agent.close(),
  }
}

function contentTypeOf(method: string, body: unknown): string {
  if (method !== 'PATCH') return 'application/json'
  return Array.isArray(body) ? 'application/json-patch+json' : 'application/merge-patch+json'
}

function plain(data: string | undefined): string | undefined {
  return data === undefined ? undefined : Buffer.from(data, 'base64').toString('utf8')
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text
  } catch {
    return text
  }
}
