import { type KubeObject, wordList } from '#core'
import { admissionPolicy, type PolicyEnforcement } from './admission-policy.ts'
import { cel, celList, serviceRules } from './pod-template.ts'

/** Types of services that nothing outside of the cluster reaches. */
const innerTypes = ['ClusterIP', 'ExternalName']

/**
 * The policy on services: none claims addresses outside of the cluster, which would draw traffic of others to it, and
 * none opens a port on every node or a balancer, by which traffic comes past the tenant's NetworkPolicies. One that is
 * there already may be changed in all else.
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
      {
        expression: cel(`!has(object.spec.type) || object.spec.type in ${celList(innerTypes)} ||
          (request.operation == 'UPDATE' && has(oldObject.spec.type) && oldObject.spec.type == object.spec.type)`),
        message: `a service is ${wordList(innerTypes, 'or')}: NodePort and LoadBalancer open a way in from outside of the cluster, past the tenant’s network policies`,
      },
    ],
    ...enforcement,
  })
}
