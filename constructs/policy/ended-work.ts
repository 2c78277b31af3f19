import type { KubeObject } from '#core'
import { tenantNamespaces } from '../labels.ts'
import { askedByTenant } from './judged-people.ts'
import { cel, type Variable } from './pod-template.ts'
import { policyBinding, policyObject } from './policy-objects.ts'

const name = 'superpod-ended-work'

export interface EndedWorkProps {
  /** Longest grace period of a pod in seconds: whoever is owed its systems waits for that. @default 600 */
  readonly graceSeconds?: number
}

const rules = [
  { apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['pods'], scope: 'Namespaced' },
  { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods/eviction'], scope: 'Namespaced' },
]

const secondsOf = (holder: string, otherwise: string) =>
  `has(${holder}.gracePeriodSeconds) && ${holder}.gracePeriodSeconds != null ? int(${holder}.gracePeriodSeconds) : ${otherwise}`

const variables: readonly Variable[] = [
  // a delete names it, or the pod does; where neither does, Kubernetes takes 30
  {
    name: 'seconds',
    expression: cel(`request.operation == 'DELETE' ? (
      request.options != null && ${secondsOf(
        'request.options',
        `(
        has(oldObject.spec.terminationGracePeriodSeconds) ? int(oldObject.spec.terminationGracePeriodSeconds) : 30)`,
      )}
    ) : (has(object.deleteOptions) && ${secondsOf('object.deleteOptions', '30')})`),
  },
  // what has not begun, and what is over, has no process anywhere
  {
    name: 'runs',
    expression: cel(`request.operation != 'DELETE' || (has(oldObject.spec.nodeName) && oldObject.spec.nodeName != '' &&
      (!has(oldObject.status.phase) || !(oldObject.status.phase in ['Succeeded', 'Failed'])))`),
  },
  // whoever may delete nodes has to, where one is dead and its pods stay
  {
    name: 'askedByTenant',
    expression: askedByTenant("authorizer.group('').resource('nodes').check('delete').allowed()"),
  },
]

/**
 * A pod that runs ends when its node says that its processes have: nobody of a tenant takes it away at once, which would
 * give its GPUs to others while its processes still use them, nor keeps it longer than whoever is owed its systems waits.
 * It judges deletes, of many at once too, and evictions. Those who run the cluster are let through.
 * @returns the policy and its binding
 */
export function endedWork({ graceSeconds = 600 }: EndedWorkProps = {}): KubeObject[] {
  return [
    policyObject({
      name,
      rules,
      variables,
      validations: [
        {
          expression: 'variables.seconds != 0 || !variables.runs || !variables.askedByTenant',
          message:
            'a pod that runs is not taken away at once: its processes could go on using GPUs that others are given; leave --force and --grace-period=0 out, or give --now; where its node is dead, ask whoever runs the cluster',
        },
        {
          expression: `variables.seconds <= ${graceSeconds} || !variables.runs || !variables.askedByTenant`,
          message: `--grace-period is ${graceSeconds} seconds at most: whoever is owed the systems waits for it`,
        },
      ],
    }),
    policyBinding({ policyName: name, actions: ['Deny', 'Audit'], namespaces: tenantNamespaces }),
  ]
}
