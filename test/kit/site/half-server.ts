import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { parse } from 'yaml'

/** How a server in front of an API server answers by itself: a status and a body, or nothing where it asks on. */
export type OwnAnswer = (method: string, path: string) => { readonly status: number; readonly body: string } | undefined

/** A server on the loopback interface in front of a real API server. */
export interface HalfServer {
  readonly url: string
  /** Requests that came in: `GET /version`. */
  readonly asked: string[]
  end(): Promise<void>
}

/** Starts a server that gives some answers itself, and asks the real one for all others, as the kubeconfig's user. */
export async function halfServer(kubeconfig: string, own: OwnAnswer): Promise<HalfServer> {
  const config = parse(await readFile(kubeconfig, 'utf8'))
  const { server, 'certificate-authority': caFile, 'certificate-authority-data': caData } = config.clusters[0].cluster
  const user = config.users[0].user
  const bytes = async (data?: string, file?: string) =>
    data ? Buffer.from(data, 'base64') : file ? readFile(file) : undefined
  const tls = {
    ca: await bytes(caData, caFile),
    cert: await bytes(user['client-certificate-data'], user['client-certificate']),
    key: await bytes(user['client-key-data'], user['client-key']),
  }
  const asked: string[] = []
  const front = createServer((incoming, response) => {
    const { method = 'GET', url = '/', headers } = incoming
    asked.push(`${method} ${url.split('?')[0]}`)
    const answer = own(method, url.split('?')[0] ?? '')
    if (answer) return response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
    const { host: _host, authorization: _who, ...rest } = headers
    const onward = request(`${server}${url}`, { ...tls, method, headers: rest }, (back) => {
      response.writeHead(back.statusCode ?? 502, back.headers)
      back.pipe(response)
    })
    onward.on('error', () => response.destroy())
    return incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    asked,
    end: () =>
      new Promise((resolve) => {
        front.closeAllConnections()
        front.close(() => resolve())
      }),
  }
}

/** The text of a kubeconfig whose one context leads to a server. */
export function kubeconfigOf(url: string, context = 'metal'): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: context, cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'ada', user: { token: 'of-nobody' } }],
    contexts: [{ name: context, context: { cluster: context, user: 'ada' } }],
  })
}
