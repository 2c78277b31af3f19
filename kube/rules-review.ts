import type { Asker } from './asker.ts'
import type { ApiRequest } from './connection.ts'

/** A rule that somebody has in a namespace, by whatever binding. */
export interface AccessRule {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
}

/** All that somebody may do in a namespace, the whole cluster's rules included. */
export interface AccessRules {
  readonly rules: readonly AccessRule[]
  /** Whether an authorizer could not tell all. */
  readonly incomplete: boolean
}

/** What the server's authorizers say that somebody may do in a namespace: a SelfSubjectRulesReview in their name. */
export async function rulesReview(
  send: <Answer>(request: ApiRequest) => Promise<Answer>,
  namespace: string,
  asker: Asker,
): Promise<AccessRules> {
  const answer = await send<{ status: { resourceRules?: AccessRule[] | null; incomplete?: boolean } }>({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    action: `tell what ${asker.user} may do in ${namespace}`,
    as: asker,
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } },
  })
  return { rules: answer.status.resourceRules ?? [], incomplete: answer.status.incomplete ?? false }
}
