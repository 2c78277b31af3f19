import type { KubeObject } from '#core'
import { admissionPolicy, type PolicyEnforcement } from './admission-policy.ts'
import { serviceRules } from './pod-template.ts'

/**
 * The policy on services: none claims addresses outside of the cluster, which would draw traffic of others to it.
 * @returns the policy and its bindings
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#external-ips
 */
export function innerServices(enforcement: PolicyEnforcement = {}): KubeObject[] {
  return admissionPolicy({
    name: 'superpod-inner-services',
    rules: serviceRules,
    validations: [
      {
        expression: '!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0',
        message: 'a service claims no externalIPs: traffic to those addresses would go to its pods, whoever it was for',
      },
    ],
    ...enforcement,
  })
}
