import { stringify } from 'yaml'
import type { ClusterAddress } from '#kube'
import type { PodModel } from '#model'

/** What a kubeconfig for people is made of. */
export interface LoginKubeconfigProps {
  /** Name of the cluster, and of who logs in to it. */
  readonly cluster: string
  readonly tenant: string
  /** Namespaces of the tenant: each becomes a context of its name, the first the current one. */
  readonly namespaces: readonly string[]
  readonly issuer: NonNullable<PodModel['issuer']>
  /** Scopes to ask the issuer for, beside those of its claims. */
  readonly scopes: readonly string[]
  readonly address: ClusterAddress
}

/** Scopes that OpenID Connect itself gives claims by; `sub` needs none. */
const standardScopes: Readonly<Record<string, string>> = {
  email: 'email',
  name: 'profile',
  nickname: 'profile',
  preferred_username: 'profile',
}

/**
 * A kubeconfig for the people of a tenant: kubectl runs its plugin oidc-login, which logs them in. It holds no secret.
 * @see https://github.com/int128/kubelogin
 */
export function loginKubeconfig(props: LoginKubeconfigProps): string {
  const { cluster, tenant, namespaces, issuer, address } = props
  const { server, certificateAuthorityData, tlsServerName } = address
  const content = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': namespaces[0] ?? '',
    clusters: [
      {
        name: cluster,
        cluster: {
          server,
          ...(certificateAuthorityData ? { 'certificate-authority-data': certificateAuthorityData } : {}),
          ...(tlsServerName ? { 'tls-server-name': tlsServerName } : {}),
        },
      },
    ],
    contexts: namespaces.map((namespace) => ({ name: namespace, context: { cluster, namespace, user: cluster } })),
    users: [{ name: cluster, user: { exec: exec(props) } }],
  }
  const head = [
    `# For the people of ${tenant}. It holds no secret: whoever uses it logs in at ${issuer.url}.`,
    '# It takes kubectl, and its plugin oidc-login: kubectl krew install oidc-login (https://github.com/int128/kubelogin)',
    '',
  ]
  return head.join('\n') + stringify(content, { lineWidth: 0 })
}

function exec({ issuer, scopes }: LoginKubeconfigProps) {
  const { url, audiences, usernameClaim, certificateAuthority } = issuer
  const asked = new Set([standardScopes[usernameClaim] ?? [], ...scopes].flat())
  const authority = certificateAuthority && Buffer.from(certificateAuthority).toString('base64')
  return {
    apiVersion: 'client.authentication.k8s.io/v1',
    interactiveMode: 'IfAvailable',
    command: 'kubectl',
    args: [
      'oidc-login',
      'get-token',
      `--oidc-issuer-url=${url}`,
      `--oidc-client-id=${audiences[0]}`,
      ...[...asked].map((scope) => `--oidc-extra-scope=${scope}`),
      ...(authority ? [`--certificate-authority-data=${authority}`] : []),
    ],
    installHint: 'kubectl krew install oidc-login (https://github.com/int128/kubelogin)',
    provideClusterInfo: false,
  }
}
