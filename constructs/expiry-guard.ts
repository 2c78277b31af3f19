import type { KubeObject } from '#core'
import { breakGlassLabel, systemNamespace, tenantLabel } from './labels.ts'
import { oneLine } from './policy/pod-template.ts'
import { policyBinding, policyObject } from './policy/policy-objects.ts'

const name = 'superpod-expiry'

/** How a tenant's expiry is called as a user: the name of the tenant follows. */
const account = `system:serviceaccount:${systemNamespace}:expiry-`

/**
 * What no role can say of the accounts that act on expired tenants: of its own queue each changes the stop policy alone,
 * and only from None to Hold to HoldAndDrain, never back; and it deletes the binding of its own tenant that opens pods
 * for a time, no other.
 * @returns the policy and its binding
 */
export function expiryGuard(): KubeObject[] {
  return [
    policyObject({
      name,
      rules: [rule('kueue.x-k8s.io', 'clusterqueues'), rule('rbac.authorization.k8s.io', 'rolebindings')],
      matchConditions: [
        { name: 'asked-by-an-expiry', expression: `request.userInfo.username.startsWith('${account}')` },
      ],
      variables,
      validations,
    }),
    policyBinding({ policyName: name, actions: ['Deny', 'Audit'] }),
  ]
}

function rule(group: string, resource: string) {
  return {
    apiGroups: [group],
    apiVersions: ['*'],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    resources: [resource, `${resource}/*`],
  }
}

/** Whether two maps hold the same, but for some keys. */
const same = (path: string, but: readonly string[]) => {
  const keys = `[${but.map((key) => `'${key}'`).join(', ')}]`
  const within = (one: string, other: string) =>
    `${one}.all(key, key in ${keys} || (key in ${other} && ${one}[key] == ${other}[key]))`
  return `${within(`object.${path}`, `oldObject.${path}`)} && ${within(`oldObject.${path}`, `object.${path}`)}`
}

const strictness = (object: string) => `
  ({'None': 0, 'Hold': 1, 'HoldAndDrain': 2})[has(${object}.spec.stopPolicy) ? ${object}.spec.stopPolicy : 'None']`

const variables = [
  { name: 'tenant', expression: `request.userInfo.username.substring(${account.length})` },
  { name: 'isQueue', expression: "request.resource.resource == 'clusterqueues'" },
].map(({ name: each, expression }) => ({ name: each, expression: oneLine(expression) }))

const validations = [
  {
    expression: `variables.isQueue
      ? request.operation == 'UPDATE' && (!has(request.subResource) || request.subResource == '') && request.name == variables.tenant
      : request.operation == 'DELETE' && has(oldObject.metadata.labels) &&
        '${breakGlassLabel}' in oldObject.metadata.labels &&
        oldObject.metadata.labels['${breakGlassLabel}'] == variables.tenant &&
        has(namespaceObject.metadata.labels) && '${tenantLabel}' in namespaceObject.metadata.labels &&
        namespaceObject.metadata.labels['${tenantLabel}'] == variables.tenant`,
    message: 'an expiry updates the queue of its own tenant, and deletes its break-glass bindings: nothing else',
  },
  {
    expression: `!variables.isQueue || request.operation != 'UPDATE' ||
      (${same('spec', ['stopPolicy'])} &&
       ${same('metadata', ['managedFields', 'generation', 'resourceVersion'])})`,
    message: 'an expiry changes the stopPolicy of a queue, and no other field',
  },
  {
    expression: `!variables.isQueue || request.operation != 'UPDATE' ||
      ${strictness('object')} >= ${strictness('oldObject')}`,
    message:
      'an expiry holds and drains a queue, and never releases it: a later date in config does, once it is applied',
  },
].map(({ expression, message }) => ({ expression: oneLine(expression), message }))
