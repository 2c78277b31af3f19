import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that keeps states by the HTTP methods of Terraform, on this computer. */
export interface StateServer {
  readonly address: string
  /** Texts of states, by path. */
  readonly states: Map<string, string>
  /** Texts of locks that are held, by path. */
  readonly locks: Map<string, string>
  /** `METHOD /path`, in the order in which they came. */
  readonly requests: string[]
  /** Answers every request so from now on; undefined answers as it should. */
  refuse(status: number | undefined): void
  close(): Promise<void>
}

/** Starts a server that keeps states; the lock of `/x` is `/x/lock`. */
export async function stateServer(): Promise<StateServer> {
  const [states, locks, requests] = [new Map<string, string>(), new Map<string, string>(), [] as string[]]
  let refused: number | undefined
  const answer = async (request: IncomingMessage): Promise<[number, string]> => {
    const { method = '', url = '' } = request
    const [path = ''] = url.split('?')
    const body = await textOf(request)
    requests.push(`${method} ${path}`)
    if (refused !== undefined) return [refused, 'refused']
    const held = locks.get(path)
    if (method === 'LOCK') {
      if (held) return [423, held]
      locks.set(path, body)
    }
    if (method === 'UNLOCK') locks.delete(path)
    if (method === 'POST') states.set(path, body)
    if (method !== 'GET') return [200, '']
    const state = states.get(path)
    return state === undefined ? [404, ''] : [200, state]
  }
  const server = createServer((request, response) => {
    void answer(request).then(([status, text]) => response.writeHead(status).end(text))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/states`,
    states,
    locks,
    requests,
    refuse(status) {
      refused = status
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
