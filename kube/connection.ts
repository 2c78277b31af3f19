import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { apiFault } from './api-fault.ts'
import { type Asker, impersonation } from './asker.ts'
import type { Credentials, Kubeconfig } from './kubeconfig.ts'
import { unintelligible, unreachable } from './unreachable.ts'

/** One request to the API server. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path and query below the server's address. */
  readonly path: string
  readonly body?: unknown
  /** @default 'application/json' */
  readonly contentType?: string
  /** Form that the answer is wanted in: of objects their metadata alone, say. @default 'application/json' */
  readonly accept?: string
  /** What is being done, for the fault: `apply Job genomics-train/gang`. */
  readonly action: string
  /** @default 30 */
  readonly timeoutSeconds?: number
  /** In whose name. @default whoever the kubeconfig names */
  readonly as?: Asker
}

/** Requests to one API server over kept-alive connections. */
export interface Connection {
  server(): Promise<string>
  /** The answer's JSON. @throws ApiFault where the server refuses, Fault where it does not answer */
  send<Answer>(request: ApiRequest): Promise<Answer>
  /** The answer as it came: logs are no JSON. Throws as `send` does. */
  text(request: ApiRequest): Promise<string>
}

const credentialsLiveMs = 60_000
const tries = 5

/** A connection that reads its kubeconfig at the first request, and asks for fresh credentials once a minute. */
export function openConnection(kubeconfigFile: string, context?: string): Connection {
  let kubeconfig: Promise<Kubeconfig> | undefined
  let session: { readonly until: number; readonly ready: Promise<Session> } | undefined
  const config = () => {
    kubeconfig ??= import('./kubeconfig.ts').then(({ readKubeconfig }) => readKubeconfig(kubeconfigFile, context))
    return kubeconfig
  }
  const current = () => {
    if (!session || session.until < Date.now()) {
      const before = session?.ready
      session = { until: Date.now() + credentialsLiveMs, ready: config().then((read) => renewed(read, before)) }
    }
    return session.ready
  }
  return {
    server: async () => (await config()).server,
    send: async <Answer>(request: ApiRequest) => {
      const answer = await answered(await current(), request)
      try {
        return JSON.parse(answer) as Answer
      } catch (error) {
        throw unintelligible((await config()).server, request.action, answer, error)
      }
    },
    text: async (request) => answered(await current(), { accept: '*/*', ...request }),
  }
}

interface Session {
  readonly credentials: Credentials
  readonly agent: HttpAgent | HttpsAgent
}

async function renewed(kubeconfig: Kubeconfig, before?: Promise<Session>): Promise<Session> {
  const credentials = await kubeconfig.credentials()
  const old = await before?.catch(() => undefined)
  if (old && JSON.stringify(old.credentials.tls) === JSON.stringify(credentials.tls)) {
    return { credentials, agent: old.agent }
  }
  return { credentials, agent: agentFor(credentials) }
}

function agentFor({ server, tls, proxyAgent }: Credentials): HttpAgent | HttpsAgent {
  if (proxyAgent) return proxyAgent as HttpsAgent
  const options = { keepAlive: true, maxSockets: 32 }
  return server.startsWith('http:') ? new HttpAgent(options) : new HttpsAgent({ ...options, ...tls })
}

async function answered(session: Session, request: ApiRequest): Promise<string> {
  const { server } = session.credentials
  for (let attempt = 1; ; attempt++) {
    const { status, body, retryAfterSeconds } = await exchanged(session, request).catch((error) => {
      // a kept-alive connection that the server closed meanwhile: nothing was done, ask again
      if (attempt < tries && error.code === 'ECONNRESET') return { status: 0, body: '', retryAfterSeconds: 0.05 }
      throw unreachable(server, request.action, error)
    })
    if (status >= 200 && status < 300) return body
    if (retryAfterSeconds === undefined || attempt === tries) throw apiFault(server, request.action, status, body)
    await new Promise((resolve) => setTimeout(resolve, Math.min(retryAfterSeconds, 5) * 1000))
  }
}

interface Exchange {
  readonly status: number
  readonly body: string
  /** Set where the server asks to come again. */
  readonly retryAfterSeconds?: number
}

function exchanged({ credentials, agent }: Session, request: ApiRequest): Promise<Exchange> {
  const { server, headers } = credentials
  const { method, path, body, contentType = 'application/json', timeoutSeconds = 30 } = request
  const payload = body === undefined ? undefined : JSON.stringify(body)
  const send = server.startsWith('http:') ? httpRequest : httpsRequest
  return new Promise((resolve, reject) => {
    const outgoing = send(
      `${server.replace(/\/$/, '')}${path}`,
      {
        method,
        agent,
        timeout: timeoutSeconds * 1000,
        headers: {
          Accept: request.accept ?? 'application/json',
          ...headers,
          ...impersonation(request.as),
          ...(payload && { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(payload) }),
        },
      },
      (incoming) => {
        clearTimeout(late)
        textOf(incoming).then((text) => resolve(exchangeOf(incoming, text)), reject)
      },
    )
    const giveUp = () => outgoing.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' }))
    // the socket's own time begins anew at every step of a handshake
    const late = setTimeout(giveUp, timeoutSeconds * 1000)
    outgoing.on('timeout', giveUp)
    outgoing.on('error', (error) => {
      clearTimeout(late)
      reject(error)
    })
    outgoing.end(payload)
  })
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function exchangeOf({ statusCode: status = 0, headers }: IncomingMessage, body: string): Exchange {
  const asked = status === 429 || status === 503 ? headers['retry-after'] : undefined
  return { status, body, retryAfterSeconds: asked === undefined ? undefined : Number(asked) || 1 }
}
