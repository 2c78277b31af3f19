import type { KubeObject } from '#core'
import { gpuTaintKey, poolTaintKey, tenantLabel } from '../labels.ts'
import { admissionPolicy, type PolicyEnforcement, type PolicyValidation } from './admission-policy.ts'
import { byController } from './controllers.ts'
import { cel, celList, everyTemplate, podRules, podVariables, type Variable } from './pod-template.ts'

export interface PlacedWorkProps extends PolicyEnforcement {
  /** PriorityClasses that tenants' pods may name. @default none: how early work is admitted is Kueue's priority */
  readonly priorityClasses?: readonly string[]
}

/** What Kubernetes puts on every pod, and what the flavor of the tenant's own systems puts on what Kueue admits to them. */
const mayBeTolerated = cel(`
  (has(toleration.key) && has(toleration.effect) && (
    (toleration.key in ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'] && toleration.effect == 'NoExecute') ||
    (toleration.key == '${gpuTaintKey}' && toleration.effect == 'NoSchedule') ||
    (toleration.key == '${poolTaintKey}' && toleration.effect == 'NoSchedule' && has(toleration.value) &&
     toleration.value == namespaceObject.metadata.labels['${tenantLabel}'])
  ))`)

const wasTolerated = 'toleration in variables.toleratedBefore'

const variables: readonly Variable[] = [
  ...podVariables,
  // Kueue writes the tolerations of its flavors, and controllers copy what they find in templates that were judged
  { name: 'askedByController', expression: byController },
  {
    name: 'toleratedBefore',
    expression: cel(`object.kind == 'Pod' && request.operation == 'UPDATE' && has(oldObject.spec.tolerations)
      ? oldObject.spec.tolerations : []`),
  },
]

function validations(priorityClasses: readonly string[]): readonly PolicyValidation[] {
  const plain = (field: string, allowed: readonly string[]) =>
    everyTemplate(`!has(template.spec.${field}) || template.spec.${field} in ${celList(['', ...allowed])}`)
  return [
    {
      // a running pod has one
      expression: `(object.kind == 'Pod' && request.operation == 'UPDATE') || ${plain('nodeName', [])}`,
      message: 'work names no node: nodeName goes past the scheduler, its quota and its taints',
    },
    {
      expression: `variables.askedByController || ${everyTemplate(`!has(template.spec.tolerations) ||
        template.spec.tolerations.all(toleration, ${mayBeTolerated} || ${wasTolerated})`)}`,
      message:
        'a toleration is not the tenant’s to write: Kueue adds those of the systems that work is admitted to; leave tolerations out',
    },
    {
      expression: plain('schedulerName', ['default-scheduler']),
      message: 'work is placed by the default scheduler: leave schedulerName out',
    },
    {
      expression: plain('priorityClassName', priorityClasses),
      message: `priorityClassName ${priorityClasses.length > 0 ? `may be ${priorityClasses.join(', ')} only` : 'stays empty'}: a pod’s priority evicts work of others; the label kueue.x-k8s.io/priority-class orders a tenant’s own`,
    },
  ]
}

/**
 * The policy that leaves placement to Kueue and the scheduler: no node by name, no toleration but those that the flavor
 * of the tenant's systems has, no other scheduler, no priority that evicts others. Controllers are told apart by who
 * asks, never by owner references, which anybody can write.
 * @returns the policy and its bindings
 */
export function placedWork({ priorityClasses = [], ...enforcement }: PlacedWorkProps = {}): KubeObject[] {
  return admissionPolicy({
    name: 'superpod-placed-work',
    rules: podRules,
    variables,
    validations: validations(priorityClasses),
    ...enforcement,
  })
}
