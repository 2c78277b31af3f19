import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'

/** A proxy that listens. */
export interface EgressProxy {
  close(): Promise<void>
}

/**
 * The way of the API server into the cluster: CONNECT over a unix socket.
 * @param localPort - the local port behind an address of the cluster (`10.78.0.1:9443`); undefined where nothing is
 */
export async function openEgressProxy(
  socketFile: string,
  localPort: (address: string) => number | undefined,
): Promise<EgressProxy> {
  await rm(socketFile, { force: true })
  const open = new Set<Socket>()
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', ({ url = '' }, client: Socket, head: Buffer) => {
    open.add(client.once('close', () => open.delete(client)))
    const port = localPort(url)
    if (port === undefined) {
      client.end(`HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.write(head)
      upstream.pipe(client).pipe(upstream)
    })
    upstream.on('error', () => client.destroy())
    client.on('error', () => upstream.destroy())
    client.on('close', () => upstream.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketFile, resolve)
  })
  return {
    async close() {
      for (const client of open) client.destroy()
      await new Promise((resolve) => server.close(resolve))
      await rm(socketFile, { force: true })
    },
  }
}
