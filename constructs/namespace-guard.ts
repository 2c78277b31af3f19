import type { KubeObject } from '#core'
import { stateLabel } from './labels.ts'
import { policyBinding, policyObject } from './policy/policy-objects.ts'

const name = 'superpod-active-namespaces'

/**
 * Nobody deletes the namespace of an active tenant, whoever asks: it must be retired first, which changes its label.
 * @returns the policy and its binding
 */
export function namespaceGuard(): KubeObject[] {
  return [
    policyObject({
      name,
      rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['namespaces'] }],
      objectSelector: { matchLabels: { [stateLabel]: 'active' } },
      validations: [
        {
          expression: 'false',
          message: `the namespace belongs to an active tenant: retire the tenant first, which sets ${stateLabel} to retired`,
        },
      ],
    }),
    policyBinding({ policyName: name }),
  ]
}
