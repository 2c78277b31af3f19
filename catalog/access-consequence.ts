import type { ConsequenceRule } from './consequence.ts'

/** Rows of the table that break nothing, but let somebody do more than before, or believe another name. */
export const accessRules: readonly ConsequenceRule[] = [
  widens(['RoleBinding', 'ClusterRoleBinding'], ['subjects'], 'lets others in'),
  widens(['Role', 'ClusterRole'], ['rules'], 'allows more to whoever has the role'),
  widens(['NetworkPolicy'], ['spec.egress', 'spec.ingress'], 'opens a way that was closed'),
  {
    ...widens(['Namespace'], ['metadata.labels.pod-security.kubernetes.io/enforce'], 'admits pods that were refused'),
    when: 'loosened',
  },
  {
    kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    actions: ['delete'],
    consequence: 'decision',
    class: 'access widened',
    why: 'admits what was refused',
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
