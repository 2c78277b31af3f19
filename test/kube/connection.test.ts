import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createSilentServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Fault } from '#core'
import { ApiFault, connect } from '#kube'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server that answers every request in the same way, and the kubeconfig that leads to it. */
async function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(status, headers).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, url, kubeconfig: kubeconfigFor(url) }
}

function kubeconfigFor(server: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'kube-')), 'kubeconfig')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'gefion',
    clusters: [{ name: 'gefion', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'ada', user: { token: 'secret' } }],
    contexts: [{ name: 'gefion', context: { cluster: 'gefion', user: 'ada' } }],
  }
  writeFileSync(file, JSON.stringify(config))
  return file
}

async function faultOf(effect: () => Promise<unknown>): Promise<Fault> {
  const error = await effect().then(
    () => undefined,
    (thrown) => thrown,
  )
  expect(error).toBeInstanceOf(Fault)
  return error as Fault
}

test('the id of a cluster is the UID of kube-system', async () => {
  const { kubeconfig } = await answering(200, { metadata: { uid: 'a-b-c' } })
  expect(await connect(kubeconfig).clusterId()).toBe('a-b-c')
})

test('fails with the address of a server that does not answer, and with exit code 3', async () => {
  const { exitCode, findings } = await faultOf(() => connect(kubeconfigFor('https://127.0.0.1:1')).clusterId())
  expect(exitCode).toBe(3)
  expect(findings[0]).toMatchObject({ code: 'cluster/unreachable', path: 'https://127.0.0.1:1' })
  expect(findings[0]?.message).toContain('connection refused')
})

test.each(['http', 'https'])('fails when a server takes a call by %s and never says a word', async (scheme) => {
  const server = createSilentServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const cluster = connect(kubeconfigFor(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`))
  const began = performance.now()
  const asked = () => cluster.send({ method: 'GET', path: '/version', action: 'tell its version', timeoutSeconds: 1 })
  const { findings } = await faultOf(asked)
  expect(findings[0]?.message).toContain('does not answer (timed out)')
  expect(performance.now() - began).toBeLessThan(1800)
})

test('fails where there is no kubeconfig, and says where it looked', async () => {
  const { findings } = await faultOf(() => connect('/nowhere/kubeconfig').clusterId())
  expect(findings[0]).toMatchObject({ code: 'kubeconfig/missing', path: '/nowhere/kubeconfig' })
})

test('fails where a kubeconfig has no such context, and names the one that was meant', async () => {
  const { findings } = await faultOf(() => connect(kubeconfigFor('https://127.0.0.1:1'), 'gefoin').clusterId())
  expect(findings[0]).toMatchObject({ code: 'kubeconfig/no-context', remedy: 'name the context gefion' })
})

test('fails where a kubeconfig is no YAML map', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'kube-')), 'kubeconfig')
  writeFileSync(file, 'just words')
  const { findings } = await faultOf(() => connect(file).clusterId())
  expect(findings[0]?.code).toMatch(/^kubeconfig\//)
})

test('fails where a token would travel in the clear', async () => {
  const file = kubeconfigFor('http://127.0.0.1:1')
  writeFileSync(file, readFileSync(file, 'utf8').replace('true', 'false'))
  const { findings } = await faultOf(() => connect(file).clusterId())
  expect(findings[0]?.code).toBe('kubeconfig/no-credentials')
})

test.each([
  [401, 'cluster/unauthorised'],
  [403, 'cluster/forbidden'],
  [409, 'cluster/conflict'],
  [500, 'cluster/refused'],
])('fails with a finding of its own when the server answers %i', async (status, code) => {
  const { kubeconfig } = await answering(status, { reason: 'Because', message: 'no' })
  const fault = await faultOf(() => connect(kubeconfig).clusterId())
  expect(fault.findings[0]?.code).toBe(code)
  expect(fault).toBeInstanceOf(ApiFault)
  expect(fault).toMatchObject({ status, reason: 'Because' })
})

test('a server that is busy is asked again when it says so', async () => {
  const { kubeconfig, asked } = await answering(429, { message: 'later' }, { 'retry-after': '0.01' })
  await faultOf(() => connect(kubeconfig).clusterId())
  expect(asked).toHaveLength(5)
})

test('objects of a kind that the server does not serve are none, not a fault', async () => {
  const { kubeconfig } = await answering(404, { reason: 'NotFound' })
  const topology = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Topology' }
  expect(await connect(kubeconfig).list(topology)).toEqual([])
  expect(await connect(kubeconfig).get({ ...topology, metadata: { name: 'superpod' } })).toBeUndefined()
})

test('a log is text, asked for by container, and its end where it is long', async () => {
  const { asked, kubeconfig } = await answering(200, 'memlock unlimited')
  expect(await connect(kubeconfig).log('system-su1-r01-s1-x', 'superpod-probe', 'gpu-hole')).toContain(
    'memlock unlimited',
  )
  expect(asked).toEqual([
    'GET /api/v1/namespaces/superpod-probe/pods/system-su1-r01-s1-x/log?container=gpu-hole&tailLines=2000&limitBytes=65536',
  ])
})
