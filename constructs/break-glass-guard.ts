import type { KubeObject } from '#core'
import { breakGlassBinding, breakGlassLabel, expiresAtKey, reasonKey, tenantLabel } from './labels.ts'
import { oneLine } from './policy/pod-template.ts'
import { policyBinding, policyObject } from './policy/policy-objects.ts'
import { tenantRoleName } from './tenant-role.ts'

const name = 'superpod-break-glass'
const role = tenantRoleName('break-glass')

/**
 * Whoever opens the pods of a sensitive tenant does so in one namespace, for people and groups, with a reason, and for
 * 24 hours at most from when the binding was made: it cannot be made longer, and the tenant's expiry takes it away.
 * Whether somebody may make one is RBAC's to say.
 * @returns the policy and its binding
 */
export function breakGlassGuard(): KubeObject[] {
  return [
    policyObject({
      name,
      rules: [
        {
          apiGroups: ['rbac.authorization.k8s.io'],
          apiVersions: ['v1'],
          operations: ['CREATE', 'UPDATE'],
          resources: ['rolebindings', 'clusterrolebindings'],
        },
      ],
      matchConditions: [
        {
          name: 'opens-pods',
          expression: `object.roleRef.name == '${role}' || object.metadata.name == '${breakGlassBinding}'`,
        },
      ],
      variables,
      validations,
    }),
    policyBinding({ policyName: name, actions: ['Deny', 'Audit'] }),
  ]
}

const moment = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$'

const variables = [
  { name: 'labels', expression: 'has(object.metadata.labels) ? object.metadata.labels : {}' },
  { name: 'notes', expression: 'has(object.metadata.annotations) ? object.metadata.annotations : {}' },
  { name: 'expiresAt', expression: `'${expiresAtKey}' in variables.notes ? variables.notes['${expiresAtKey}'] : ''` },
]

const validations = [
  {
    expression: `request.resource.resource == 'rolebindings' && object.metadata.name == '${breakGlassBinding}' &&
      object.roleRef.kind == 'ClusterRole' && object.roleRef.name == '${role}'`,
    message: `${role} is given by a RoleBinding called ${breakGlassBinding} in one namespace, and that gives nothing else`,
  },
  {
    expression: `request.resource.resource == 'rolebindings' && has(namespaceObject.metadata.labels) &&
      '${tenantLabel}' in namespaceObject.metadata.labels && '${breakGlassLabel}' in variables.labels &&
      variables.labels['${breakGlassLabel}'] == namespaceObject.metadata.labels['${tenantLabel}']`,
    message: `the label ${breakGlassLabel} names the tenant of the namespace`,
  },
  {
    expression: `has(object.subjects) && object.subjects.size() > 0 &&
      object.subjects.all(subject, subject.kind in ['User', 'Group'] && !subject.name.startsWith('system:'))`,
    message: 'pods are opened for people and their groups, by name: no service account, and no group of Kubernetes',
  },
  {
    expression: `'${reasonKey}' in variables.notes && variables.notes['${reasonKey}'].trim().size() >= 8`,
    message: `the annotation ${reasonKey} says why, in 8 characters at least`,
  },
  {
    // made anew, not made longer: how old a binding is, is the server's own word
    expression: `variables.expiresAt.matches('${moment}') &&
      timestamp(variables.expiresAt) > timestamp(object.metadata.creationTimestamp) &&
      timestamp(variables.expiresAt) <= timestamp(object.metadata.creationTimestamp) + duration('24h')`,
    message: `the annotation ${expiresAtKey} says when it ends, such as 2027-01-31T16:00:00Z: within 24 hours of when the binding was made; for longer, delete it and make another`,
  },
].map(({ expression, message }) => ({ expression: oneLine(expression), message }))
