import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loginKubeconfig } from '../../cli/login-kubeconfig.ts'
import { podFolder } from '../kit/pod-folder.ts'
import { superpodJson } from '../kit/superpod.ts'

const issuer = {
  url: 'https://login.example.org/realms/gefion',
  audiences: ['superpod', 'other'],
  usernameClaim: 'sub',
  groupsClaim: 'groups',
}
const props = {
  cluster: 'gefion-metal',
  tenant: 'genomics',
  namespaces: ['genomics-train', 'genomics-serve'],
  issuer,
  scopes: [],
  address: { server: 'https://10.0.0.1:6443', certificateAuthorityData: 'Q0VSVA==' },
}

test('the people of a tenant get a context for each namespace, and log in by the plugin', () => {
  expect(loginKubeconfig(props)).toMatchInlineSnapshot(`
    "# For the people of genomics. It holds no secret: whoever uses it logs in at https://login.example.org/realms/gefion.
    # It takes kubectl, and its plugin oidc-login: kubectl krew install oidc-login (https://github.com/int128/kubelogin)
    apiVersion: v1
    kind: Config
    current-context: genomics-train
    clusters:
      - name: gefion-metal
        cluster:
          server: https://10.0.0.1:6443
          certificate-authority-data: Q0VSVA==
    contexts:
      - name: genomics-train
        context:
          cluster: gefion-metal
          namespace: genomics-train
          user: gefion-metal
      - name: genomics-serve
        context:
          cluster: gefion-metal
          namespace: genomics-serve
          user: gefion-metal
    users:
      - name: gefion-metal
        user:
          exec:
            apiVersion: client.authentication.k8s.io/v1
            interactiveMode: IfAvailable
            command: kubectl
            args:
              - oidc-login
              - get-token
              - --oidc-issuer-url=https://login.example.org/realms/gefion
              - --oidc-client-id=superpod
            installHint: kubectl krew install oidc-login (https://github.com/int128/kubelogin)
            provideClusterInfo: false
    "
  `)
})

test('scopes are asked for that the claims of the issuer need, and those that somebody names, each once', () => {
  const args = (usernameClaim: string, scopes: string[]) => {
    const { users } = parse(loginKubeconfig({ ...props, issuer: { ...issuer, usernameClaim }, scopes }))
    return users[0].user.exec.args.filter((word: string) => word.includes('scope'))
  }
  expect(args('sub', [])).toEqual([])
  expect(args('email', ['groups', 'email'])).toEqual(['--oidc-extra-scope=email', '--oidc-extra-scope=groups'])
  expect(args('preferred_username', [])).toEqual(['--oidc-extra-scope=profile'])
})

test('the authority of an issuer that nobody else knows goes along', () => {
  const certificateAuthority = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  const { users } = parse(loginKubeconfig({ ...props, issuer: { ...issuer, certificateAuthority } }))
  const word = users[0].user.exec.args.at(-1)
  expect(Buffer.from(word.replace('--certificate-authority-data=', ''), 'base64').toString()).toBe(certificateAuthority)
})

test('fails where the pod names no issuer, no tenant is named, or none has that name', async () => {
  const tenant =
    'name: ada\ntitle: Ada\ngpus: { guaranteed: 8, burst: 8 }\nnamespaces: { train: {} }\nsensitivity: internal\n'
  const dir = podFolder({ 'tenants/ada.yaml': tenant, 'targets/twin.yaml': 'kind: twin\n' })
  const asked = async (...words: string[]) => (await superpodJson(['kubeconfig', dir, ...words])).data.findings
  expect(await asked()).toMatchObject([{ code: 'usage/value-missing', path: '--tenant' }])
  expect(await asked('--tenant', 'bob')).toMatchObject([{ code: 'usage/unknown-tenant' }])
  expect(await asked('--tenant', 'ada')).toMatchObject([{ code: 'kubeconfig/no-issuer', path: 'identity.issuer' }])
})
