import { mkdtemp } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EgressProxy, openEgressProxy } from '../../twin/agent/egress-proxy.ts'

const echo = createServer((socket) => socket.pipe(socket))
let proxy: EgressProxy
let socketPath = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve))
  socketPath = join(await mkdtemp(join(tmpdir(), 'egress-')), 'egress.sock')
  const { port } = echo.address() as AddressInfo
  proxy = await openEgressProxy(socketPath, (address) => (address === '10.78.0.1:9443' ? port : undefined))
})
afterAll(async () => {
  await proxy.close()
  echo.close()
})

function dialled(path: string): Promise<{ status?: number; socket: Socket }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method: 'CONNECT', path })
    outgoing.on('connect', ({ statusCode }, socket) => resolve({ status: statusCode, socket: socket as Socket }))
    outgoing.on('error', reject)
    outgoing.end()
  })
}

test('an address of a pod leads to the local port behind it', async () => {
  const { status, socket } = await dialled('10.78.0.1:9443')
  expect(status).toBe(200)
  socket.write('are you there')
  const heard = await new Promise((resolve) => socket.once('data', (data) => resolve(data.toString())))
  expect(heard).toBe('are you there')
  socket.destroy()
})

test.each(['10.78.0.1:22', '127.0.0.1:22', '10.78.0.2:9443'])(
  'fails to reach %s: nothing is behind it',
  async (path) => {
    const { status, socket } = await dialled(path)
    expect(status).toBe(502)
    socket.destroy()
  },
)
