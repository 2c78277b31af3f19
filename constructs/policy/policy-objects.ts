import type { KubeObject } from '#core'
import type { Variable } from './pod-template.ts'

const apiVersion = 'admissionregistration.k8s.io/v1'

/** A rule of a policy: what must hold, and what somebody reads whose request breaks it. */
export interface PolicyValidation {
  readonly expression: string
  readonly message: string
  /** CEL that makes a message with the values at hand. @default message */
  readonly messageExpression?: string
}

export interface PolicyObjectProps {
  readonly name: string
  /** What the policy cannot close, for whoever reads it on the cluster. @default nothing */
  readonly note?: string
  readonly rules: readonly object[]
  /** Objects that it is about, by their labels. @default all */
  readonly objectSelector?: object
  /** Requests that it is about, in CEL. @default all */
  readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[]
  readonly variables?: readonly Variable[]
  readonly validations: readonly PolicyValidation[]
}

/**
 * A ValidatingAdmissionPolicy: where it cannot be evaluated it refuses.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function policyObject(props: PolicyObjectProps): KubeObject {
  const { name, note, rules, objectSelector, matchConditions = [], variables = [], validations } = props
  return {
    apiVersion,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name, ...(note === undefined ? {} : { annotations: { 'superpod/does-not-close': note } }) },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: rules, ...(objectSelector ? { objectSelector } : {}) },
      ...(matchConditions.length > 0 ? { matchConditions } : {}),
      ...(variables.length > 0 ? { variables } : {}),
      validations: validations.map((validation) => ({ ...validation, reason: 'Forbidden' })),
    },
  }
}

export interface PolicyBindingProps {
  /** @default the policy's name */
  readonly name?: string
  readonly policyName: string
  /** What becomes of a request that breaks it. @default it is refused */
  readonly actions?: readonly string[]
  /** Namespaces that it holds for, by their labels. @default all, and what is in none */
  readonly namespaces?: object
}

/** What has a policy hold. */
export function policyBinding({
  policyName,
  name = policyName,
  actions = ['Deny'],
  namespaces,
}: PolicyBindingProps): KubeObject {
  const matchResources = namespaces ? { matchResources: { namespaceSelector: namespaces } } : {}
  return {
    apiVersion,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName, validationActions: actions, ...matchResources },
  }
}
