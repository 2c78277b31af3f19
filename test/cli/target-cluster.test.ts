import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { eightSystems, liveTenantFile, liveTenants } from '../kit/live-pod.ts'
import { podFolder } from '../kit/pod-folder.ts'
import { superpod, superpodJson } from '../kit/superpod.ts'

const issuer = 'identity: { issuer: { url: https://login.example.org, audiences: [superpod] } }\n'
const first = '20210ba9-41ae-4c68-93e9-5c9ccd0a3ccd'
const other = 'e5c77682-0b1d-47c4-a1b1-c508c350e28c'

/** A server that has the id that it is told, and role bindings that go when they are deleted. */
async function apiServer() {
  const state = { id: first, asked: [] as string[] }
  const server = createServer(({ method, url = '' }, response) => {
    state.asked.push(`${method} ${url.split('?')[0]}`)
    const bindings = { resources: [{ name: 'rolebindings', kind: 'RoleBinding', namespaced: true }] }
    const isBindings = url === '/apis/rbac.authorization.k8s.io/v1'
    const answer = url === '/api/v1/namespaces/kube-system' ? { metadata: { uid: state.id } } : {}
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(isBindings ? bindings : answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** A pod whose target `metal` is that server. */
async function podOnMetal() {
  const { state, url } = await apiServer()
  const kubeconfig = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'metal' },
    clusters: [{ name: 'metal', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'ada', user: { token: 'secret' } }],
    contexts: [{ name: 'metal', context: { cluster: 'metal', user: 'ada' } }],
  }
  const tenants = Object.entries(liveTenants).map(([name, tenant]) => [
    `tenants/${name}.yaml`,
    liveTenantFile(name, tenant),
  ])
  const folder = podFolder({
    'superpod.yaml': `${eightSystems}${issuer}`,
    ...Object.fromEntries(tenants),
    kubeconfig: JSON.stringify(kubeconfig),
  })
  const metal = `kind: kubeconfig\ncontext: metal\nkubeconfig: ${join(folder, 'kubeconfig')}\nstate: { shared: false }\n`
  const pod = podFolder({
    'superpod.yaml': `${eightSystems}${issuer}`,
    ...Object.fromEntries(tenants),
    'targets/metal.yaml': metal,
  })
  const options = { env: { SUPERPOD_WORKSPACE: join(folder, 'workspace') } }
  return {
    state,
    json: (verb: string, ...words: string[]) => superpodJson([verb, pod, '--target', 'metal', ...words], options),
    run: (verb: string, ...words: string[]) => superpod([verb, pod, '--target', 'metal', ...words], options),
  }
}

const slow = { timeout: 180_000 }
const end = ['break-glass', '--tenant', 'health', '--end'] as const
const grant = ['break-glass', '--tenant', 'health', '--user', 'ada', '--reason', 'INC-7: job hangs'] as const

test(
  'fails on another cluster than the one that was met first: break-glass, kubeconfig and controls',
  slow,
  async () => {
    const { state, json } = await podOnMetal()
    expect((await json(...end)).exitCode).toBe(0)
    state.id = other
    state.asked = []
    for (const words of [end, grant, ['kubeconfig', '--tenant', 'health'], ['controls']] as const) {
      const { exitCode, data } = await json(words[0], ...words.slice(1))
      expect({ words, exitCode, data }).toMatchObject({ exitCode: 1, data: { findings: [{ code: 'cluster/other' }] } })
    }
    expect(new Set(state.asked)).toEqual(new Set(['GET /api/v1/namespaces/kube-system']))
  },
)

test('a grant is ended whatever its tenant’s sensitivity is now, but given to a sensitive one only', slow, async () => {
  const { state, json, run } = await podOnMetal()
  expect((await json('break-glass', '--tenant', 'ada', '--end')).data).toMatchObject({
    ended: ['ada-train', 'ada-serve'],
  })
  expect(state.asked).toContain(
    'DELETE /apis/rbac.authorization.k8s.io/v1/namespaces/ada-train/rolebindings/superpod-break-glass',
  )
  const granted = await run('break-glass', '--tenant', 'ada', '--user', 'bo', '--reason', 'INC-7: job hangs')
  expect(granted).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('break-glass/not-sensitive') })
  for (const words of [[], ['--tenant', 'adda']]) {
    expect(await run('break-glass', ...words, '--end')).toMatchObject({ exitCode: 2 })
  }
})
