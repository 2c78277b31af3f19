/** How much a pod may ask of its node, from least to most. */
export type PodSecurity = 'restricted' | 'baseline' | 'privileged'

/**
 * Labels that make the API server enforce a Pod Security Standard in a namespace, and warn and audit by the same.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function podSecurityLabels(level: PodSecurity): Record<string, string> {
  return Object.fromEntries(
    ['enforce', 'audit', 'warn'].flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, level],
      [`pod-security.kubernetes.io/${mode}-version`, 'latest'],
    ]),
  )
}
