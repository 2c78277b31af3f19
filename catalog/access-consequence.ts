import type { ConsequenceRule } from './consequence.ts'

const policyKinds = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']

/** Fields by which a policy judges: whether it lets more through can only be read in them. */
const judgingFields = ['validations', 'variables', 'failurePolicy', 'matchConstraints', 'matchConditions'].map(
  (field) => `spec.${field}`,
)

/** Fields that say which policy holds, and where. */
const boundFields = ['spec.policyName', 'spec.paramRef', 'spec.matchResources']

/** Rows of the table that break nothing, but let somebody do more than before, or believe another name. */
export const accessRules: readonly ConsequenceRule[] = [
  widens(['RoleBinding', 'ClusterRoleBinding'], ['subjects', 'subject'], 'lets others in'),
  {
    ...widens(['RoleBinding', 'ClusterRoleBinding'], ['roleRef', 'role_ref'], 'gives who is bound another role'),
    when: 'promoted',
  },
  widens(['Role', 'ClusterRole'], ['rules', 'rule'], 'allows more to whoever has the role'),
  widens(['NetworkPolicy'], ['spec.egress', 'spec.ingress'], 'opens a way that was closed'),
  // those that only let something through leave everything else closed where they go
  { ...goes(['NetworkPolicy'], 'opens every way that it closed'), notNamed: /^(egress-.+|dns|same-namespace)$/ },
  goes(['ResourceQuota'], 'lets its namespace hold as much as there is'),
  {
    ...widens(['Namespace'], ['metadata.labels.pod-security.kubernetes.io/enforce'], 'admits pods that were refused'),
    when: 'loosened',
  },
  goes(policyKinds, 'admits what was refused'),
  {
    ...widens(['ValidatingAdmissionPolicy'], judgingFields, 'may admit what was refused'),
    when: 'any',
  },
  { ...widens(['ValidatingAdmissionPolicyBinding'], boundFields, 'may admit what was refused'), when: 'any' },
  {
    ...widens(['ValidatingAdmissionPolicyBinding'], ['spec.validationActions'], 'admits what was refused'),
    when: 'loosened',
  },
  {
    kinds: ['ServiceAccount'],
    actions: ['create', 'update', 'replace'],
    fields: ['imagePullSecrets'],
    consequence: 'decision',
    class: 'secret or identity',
    why: 'takes images with another Secret',
  },
]

function goes(kinds: readonly string[], why: string): ConsequenceRule {
  return { kinds, actions: ['delete'], consequence: 'decision', class: 'access widened', why }
}

function widens(kinds: readonly string[], fields: readonly string[], why: string): ConsequenceRule {
  return {
    kinds,
    actions: ['create', 'update', 'replace'],
    fields,
    when: 'given',
    consequence: 'decision',
    class: 'access widened',
    why,
  }
}
