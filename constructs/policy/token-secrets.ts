import type { KubeObject } from '#core'
import { tenantNamespaces } from '../labels.ts'
import { askedByTenant } from './judged-people.ts'
import { policyBinding, policyObject } from './policy-objects.ts'

const name = 'superpod-token-secrets'

/** Who may ask for tokens of accounts of the namespace anyway. */
const asksForTokens =
  "authorizer.group('').resource('serviceaccounts').subresource('token').namespace(request.namespace).check('create').allowed()"

/**
 * Nobody of a tenant makes, or turns to another account, a Secret that Kubernetes fills with the token of a service
 * account: such a token never ends, and goes past the right to ask for one. The controller that fills them, and whoever
 * may ask for tokens anyway, is let through.
 * @returns the policy and its binding
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
 */
export function tokenSecrets(): KubeObject[] {
  return [
    policyObject({
      name,
      rules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['CREATE', 'UPDATE'],
          resources: ['secrets'],
          scope: 'Namespaced',
        },
      ],
      matchConditions: [
        {
          name: 'holds-a-token',
          expression: "has(object.type) && object.type == 'kubernetes.io/service-account-token'",
        },
      ],
      variables: [{ name: 'askedByTenant', expression: askedByTenant(asksForTokens) }],
      validations: [
        {
          expression: '!variables.askedByTenant',
          message:
            'a Secret of type kubernetes.io/service-account-token holds a token that never ends: no tenant keeps one; where work needs a token, its pod asks for one by a projected volume',
        },
      ],
    }),
    policyBinding({ policyName: name, actions: ['Deny', 'Audit'], namespaces: tenantNamespaces }),
  ]
}
