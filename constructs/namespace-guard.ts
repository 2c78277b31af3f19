import type { KubeObject } from '#core'
import { stateLabel } from './labels.ts'

const apiVersion = 'admissionregistration.k8s.io/v1'
const name = 'superpod-active-namespaces'

/**
 * Nobody deletes the namespace of an active tenant, whoever asks: it must be retired first, which changes its label.
 * @returns the policy and its binding
 */
export function namespaceGuard(): KubeObject[] {
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['namespaces'] }],
          objectSelector: { matchLabels: { [stateLabel]: 'active' } },
        },
        validations: [
          {
            expression: 'false',
            message: `the namespace belongs to an active tenant: retire the tenant first, which sets ${stateLabel} to retired`,
            reason: 'Forbidden',
          },
        ],
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ]
}
