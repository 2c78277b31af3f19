import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workplaceOf } from '#delivery'
import type { Cluster } from '#kube'
import { run } from '#tools'
import { job } from '../kit/gpu-work.ts'
import { issuerConfig, type LocalIssuer, localIssuer, type TokenClaims } from '../kit/identity/issuer.ts'
import { clusterByToken } from '../kit/identity/token-cluster.ts'
import { eightSystems, type LivePod, livePod, livePodName } from '../kit/live-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'

const minute = 60_000

describe.skipIf(!compiledTools)('people with real tokens of a real issuer (needs the tools of the twin)', () => {
  let issuer: LocalIssuer
  let stranger: LocalIssuer
  let pod: LivePod
  let twinFolder: string
  let kubeconfig: string

  beforeAll(async () => {
    issuer = await localIssuer()
    stranger = await localIssuer()
    pod = await livePod()
    await pod.write('superpod.yaml', eightSystems + issuerConfig(issuer))
    const place = workplaceOf(pod.workspace, livePodName, 'twin')
    twinFolder = join(place.folder, 'twin')
    kubeconfig = place.kubeconfig
    const { exitCode, stderr } = await pod.run('up', '--delivery', 'manifests')
    if (exitCode !== 0) throw new Error(stderr)
  }, 4 * minute)
  afterAll(async () => {
    await pod?.end()
    await issuer?.end()
    await stranger?.end()
  }, 2 * minute)

  const bearer = async (token: string): Promise<Cluster> =>
    clusterByToken(kubeconfig, token, join(pod.workspace, `token-${randomUUID()}.kubeconfig`))
  const person = async (claims: TokenClaims) => bearer(await issuer.token(claims))

  test('a token makes somebody of it, with the prefix before people and groups', async () => {
    const ada = await person({ user: 'lovelace', groups: ['ada', 'system:masters'] })
    const { status } = await whoAmI(ada)
    expect(status.userInfo.username).toBe('oidc:lovelace')
    expect(status.userInfo.groups).toEqual(expect.arrayContaining(['oidc:ada', 'oidc:system:masters']))
    expect(status.userInfo.groups).not.toContain('system:masters')
  })

  test('a member works in the rooms of the own tenant, and in no other', async () => {
    const member = await person({ user: 'lovelace', groups: ['ada'] })
    const work = job('by-token', { metadata: { namespace: 'ada-train' }, gpus: 8 })
    expect((await member.create(work)).metadata.name).toBe('by-token')
    await member.delete(work)
    await expect(member.create(job('by-token', { metadata: { namespace: 'grace-train' }, gpus: 8 }))).rejects.toThrow(
      'forbidden',
    )
    await expect(member.list({ apiVersion: 'v1', kind: 'Pod', namespace: 'grace-train' })).rejects.toThrow('forbidden')
  })

  test('the kubeconfig that a tenant is given logs its people in, by what the plugin answers', async () => {
    const file = join(pod.workspace, 'ada.kubeconfig')
    const { data } = await pod.json('kubeconfig', '--tenant', 'ada', '--output', file)
    expect(data).toMatchObject({ tenant: 'ada', file, findings: [] })
    // the plugin needs a browser and a person: in its place a program that answers with that person's token
    const bin = join(pod.workspace, 'bin')
    const answer = { status: { token: await issuer.token({ user: 'lovelace', groups: ['ada'] }) } }
    const credential = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', ...answer }
    await mkdir(bin)
    await writeFile(join(bin, 'words'), '')
    await writeFile(
      join(bin, 'kubectl-oidc_login'),
      `#!/bin/sh\necho "$@" >> ${join(bin, 'words')}\ncat <<'end'\n${JSON.stringify(credential)}\nend\n`,
      { mode: 0o755 },
    )
    const kubectl = (...words: string[]) =>
      run(compiledTools?.kubectl ?? '', words, {
        env: {
          PATH: `${bin}:${dirname(compiledTools?.kubectl ?? '')}:/usr/bin:/bin`,
          KUBECONFIG: file,
          HOME: pod.workspace,
        },
      })
    const own = await kubectl('get', 'localqueues', '-o', 'name')
    expect(own).toMatchObject({ exitCode: 0, stdout: 'localqueue.kueue.x-k8s.io/default' })
    const other = await kubectl('get', 'pods', '-n', 'grace-train')
    expect(other.stderr).toContain('User "oidc:lovelace" cannot list resource "pods"')
    const words = await readFile(join(bin, 'words'), 'utf8')
    expect(words).toContain(`get-token --oidc-issuer-url=${issuer.url} --oidc-client-id=superpod`)
  })

  test.each([
    ['a viewer writes nothing', { user: 'babbage', groups: ['ada-audit'] }],
    ['who claims a group of Kubernetes has no right by it', { user: 'mallory', groups: ['system:masters'] }],
    ['who claims to be an administrator of Kubernetes is not', { user: 'system:admin', groups: [] }],
    ['who is in no group of a tenant does nothing', { user: 'nobody', groups: ['elsewhere'] }],
  ])('%s', async (_title, claims) => {
    const one = await person(claims)
    await expect(one.create(job('refused', { metadata: { namespace: 'ada-train' }, gpus: 8 }))).rejects.toThrow(
      'forbidden',
    )
    await expect(one.list({ apiVersion: 'v1', kind: 'Node' })).rejects.toThrow('forbidden')
  })

  test.each([
    ['a token that has expired', async () => issuer.token({ user: 'lovelace', groups: ['ada'], seconds: -30 })],
    ['a token for somebody else', async () => issuer.token({ user: 'lovelace', groups: ['ada'], audience: 'wiki' })],
    [
      'a token that another issuer signed in its name',
      async () => stranger.token({ user: 'lovelace', groups: ['ada'], issuer: issuer.url }),
    ],
    [
      'a token of an issuer that config does not name',
      async () => stranger.token({ user: 'lovelace', groups: ['ada'] }),
    ],
  ])('%s is nobody', async (_title, token) => {
    await expect(whoAmI(await bearer(await token()))).rejects.toMatchObject({ status: 401 })
  })

  test('what a sensitive tenant does is written down with its content, and no secret is', async () => {
    const lead = await person({ user: 'hopper', groups: ['health-leads'] })
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys', namespace: 'health-train' } }
    const work = job('audited', { metadata: { namespace: 'health-train' }, gpus: 8 })
    await lead.create({ ...secret, stringData: { key: 'never-written-down' } })
    await lead.create(work)
    await lead.delete(work)
    await lead.delete(secret)
    const entries = async () => auditEntries(await readFile(join(twinFolder, 'logs', 'audit.log'), 'utf8'))
    const by = async (resource: string) =>
      (await entries()).find(
        ({ verb, user, objectRef }) =>
          verb === 'create' && user.username === 'oidc:hopper' && objectRef?.resource === resource,
      )
    await expect.poll(() => by('jobs'), { timeout: 20_000 }).toMatchObject({ level: 'RequestResponse' })
    expect(await by('jobs')).toHaveProperty('requestObject.spec')
    expect(await by('secrets')).toMatchObject({ level: 'Metadata' })
    expect(await readFile(join(twinFolder, 'logs', 'audit.log'), 'utf8')).not.toContain(
      Buffer.from('never-written-down').toString('base64'),
    )
  })
})

interface Review {
  readonly status: { readonly userInfo: { readonly username: string; readonly groups: readonly string[] } }
}

function whoAmI(cluster: Cluster): Promise<Review> {
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
  return cluster.send<Review>({ method: 'POST', path, action: 'say who I am', body })
}

interface AuditEntry {
  readonly level: string
  readonly verb: string
  readonly user: { readonly username: string }
  readonly objectRef?: { readonly resource: string }
}

function auditEntries(text: string): AuditEntry[] {
  return text
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line))
}
