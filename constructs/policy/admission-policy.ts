import type { KubeObject } from '#core'
import { tenantLabel, tenantNamespaces } from '../labels.ts'
import type { Variable } from './pod-template.ts'

const apiVersion = 'admissionregistration.k8s.io/v1'

/** What becomes of work that breaks a policy: refused, or warned about and written to the audit log. */
export type PolicyMode = 'audit' | 'deny'

/** How policies on tenants' work are enforced. */
export interface PolicyEnforcement {
  /** @default deny */
  readonly mode?: PolicyMode
  /** Tenants whose work is warned about and recorded in whatever mode, never refused. @default none */
  readonly exempt?: readonly string[]
}

/** A rule of a policy: what must hold, and what somebody reads whose work breaks it. */
export interface PolicyValidation {
  readonly expression: string
  readonly message: string
  /** CEL that makes a message with the values at hand. @default message */
  readonly messageExpression?: string
}

export interface AdmissionPolicyProps extends PolicyEnforcement {
  readonly name: string
  /** What the policy cannot close, for whoever reads it on the cluster. @default nothing */
  readonly note?: string
  readonly rules: readonly object[]
  readonly variables?: readonly Variable[]
  readonly validations: readonly PolicyValidation[]
}

/**
 * A ValidatingAdmissionPolicy over tenants' namespaces, and over no other: where it cannot be evaluated it refuses, which
 * in the system's own namespaces would stop the cluster. It reads what a tenant's terms are from the namespace, so one
 * policy serves all tenants and a new tenant changes none.
 * @returns the policy and its binding; a second binding where tenants are exempt
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function admissionPolicy(props: AdmissionPolicyProps): KubeObject[] {
  const { name, note, rules, variables = [], validations, mode = 'deny', exempt = [] } = props
  const policy: KubeObject = {
    apiVersion,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name, ...(note === undefined ? {} : { annotations: { 'superpod/does-not-close': note } }) },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: rules },
      ...(variables.length > 0 ? { variables } : {}),
      validations: validations.map((validation) => ({ ...validation, reason: 'Forbidden' })),
    },
  }
  if (exempt.length === 0) return [policy, binding(name, name, actions[mode], [])]
  const others = { key: tenantLabel, operator: 'NotIn', values: exempt }
  const them = { key: tenantLabel, operator: 'In', values: exempt }
  return [policy, binding(name, name, actions[mode], [others]), binding(`${name}-exempt`, name, actions.audit, [them])]
}

const actions: Readonly<Record<PolicyMode, readonly string[]>> = { audit: ['Warn', 'Audit'], deny: ['Deny', 'Audit'] }

function binding(
  name: string,
  policyName: string,
  validationActions: readonly string[],
  narrowed: readonly object[],
): KubeObject {
  const matchExpressions = [...tenantNamespaces.matchExpressions, ...narrowed]
  return {
    apiVersion,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName, validationActions, matchResources: { namespaceSelector: { matchExpressions } } },
  }
}
