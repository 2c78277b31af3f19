import type { KubeObject } from '#core'
import { tenantLabel, tenantNamespaces } from '../labels.ts'
import { type PolicyObjectProps, policyBinding, policyObject } from './policy-objects.ts'

/** What becomes of work that breaks a policy: refused, or warned about and written to the audit log. */
export type PolicyMode = 'audit' | 'deny'

/** How policies on tenants' work are enforced. */
export interface PolicyEnforcement {
  /** @default deny */
  readonly mode?: PolicyMode
  /** Tenants whose work is warned about and recorded in whatever mode, never refused. @default none */
  readonly exempt?: readonly string[]
}

export interface AdmissionPolicyProps extends PolicyEnforcement, PolicyObjectProps {}

/**
 * A ValidatingAdmissionPolicy over tenants' namespaces, and over no other: where it cannot be evaluated it refuses, which
 * in the system's own namespaces would stop the cluster. It reads what a tenant's terms are from the namespace, so one
 * policy serves all tenants and a new tenant changes none.
 * @returns the policy and its binding; a second binding where tenants are exempt
 */
export function admissionPolicy(props: AdmissionPolicyProps): KubeObject[] {
  const { mode = 'deny', exempt = [], ...policy } = props
  const { name } = policy
  const bound = (to: string, done: readonly string[], narrowed: readonly object[]) => {
    const matchExpressions = [...tenantNamespaces.matchExpressions, ...narrowed]
    return policyBinding({ name: to, policyName: name, actions: done, namespaces: { matchExpressions } })
  }
  if (exempt.length === 0) return [policyObject(policy), bound(name, actions[mode], [])]
  const others = { key: tenantLabel, operator: 'NotIn', values: exempt }
  const them = { key: tenantLabel, operator: 'In', values: exempt }
  return [policyObject(policy), bound(name, actions[mode], [others]), bound(`${name}-exempt`, actions.audit, [them])]
}

const actions: Readonly<Record<PolicyMode, readonly string[]>> = { audit: ['Warn', 'Audit'], deny: ['Deny', 'Audit'] }
