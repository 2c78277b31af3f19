import type { ApiRequest } from './connection.ts'

/** Who wants to do what to which resource. */
export interface AccessQuestion {
  readonly user: string
  readonly groups?: readonly string[]
  readonly verb: string
  /** API group of the resource. @default '' (core) */
  readonly group?: string
  /** Plural name: `jobs`; with a subresource: `pods/exec`. */
  readonly resource: string
  readonly namespace?: string
  readonly name?: string
}

/** What the server's authorizers say: a SubjectAccessReview. */
export async function accessReview(
  send: <Answer>(request: ApiRequest) => Promise<Answer>,
  { user, groups, verb, group = '', resource: path, namespace, name }: AccessQuestion,
): Promise<boolean> {
  const [resource, subresource] = path.split('/')
  const answer = await send<{ status: { allowed: boolean } }>({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    action: `tell whether ${user} may ${verb} ${path}`,
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user, groups, resourceAttributes: { verb, group, resource, subresource, namespace, name } },
    },
  })
  return answer.status.allowed
}
