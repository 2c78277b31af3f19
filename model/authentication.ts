import type { PodModel } from './pod-model.ts'

/** Whom an API server believes, in its own form. */
export interface AuthenticationConfiguration {
  readonly apiVersion: 'apiserver.config.k8s.io/v1'
  readonly kind: 'AuthenticationConfiguration'
  readonly jwt: readonly object[]
}

/**
 * Configuration of an API server of ours: tokens of the pod's one issuer, with the prefix before people and groups, so
 * that no token can claim to be Kubernetes' own. Without an issuer it believes no token but its own service accounts'.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration
 */
export function authenticationConfiguration({
  issuer,
  groupPrefix,
}: Pick<PodModel, 'issuer' | 'groupPrefix'>): AuthenticationConfiguration {
  const head = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AuthenticationConfiguration' } as const
  if (!issuer) return { ...head, jwt: [] }
  const { url, audiences, usernameClaim, groupsClaim, certificateAuthority } = issuer
  return {
    ...head,
    jwt: [
      {
        issuer: {
          url,
          audiences,
          ...(audiences.length > 1 ? { audienceMatchPolicy: 'MatchAny' } : {}),
          ...(certificateAuthority === undefined ? {} : { certificateAuthority }),
        },
        claimMappings: {
          username: { claim: usernameClaim, prefix: groupPrefix },
          groups: { claim: groupsClaim, prefix: groupPrefix },
        },
      },
    ],
  }
}
