import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { registryAnswers } from '../../delivery/registry-answer.ts'

/** A proxy that notes whom it was asked for, and connects nobody. */
async function refusingProxy() {
  const asked: string[] = []
  const server = createServer()
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { asked, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test.each(['HTTPS_PROXY', 'https_proxy'])('a registry is asked through the proxy that %s names', async (name) => {
  const { asked, address } = await refusingProxy()
  expect(await registryAnswers('registry.example.org', 5, { [name]: address })).toBe(false)
  expect(asked).toEqual(['registry.example.org:443'])
})

test('a registry that NO_PROXY names is asked directly', async () => {
  const { asked, address } = await refusingProxy()
  const env = { HTTPS_PROXY: address, NO_PROXY: 'registry.invalid' }
  expect(await registryAnswers('registry.invalid', 5, env)).toBe(false)
  expect(asked).toEqual([])
})
