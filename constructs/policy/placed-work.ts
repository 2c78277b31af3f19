import type { KubeObject } from '#core'
import { gpuTaintKey, poolTaintKey, tenantLabel } from '../labels.ts'
import { admissionPolicy, type PolicyEnforcement } from './admission-policy.ts'
import { byController } from './controllers.ts'
import { cel, celList, everyTemplate, podRules, podVariables, type Variable } from './pod-template.ts'
import type { PolicyValidation } from './policy-objects.ts'
import { termKeys, terms } from './tenant-terms.ts'

export interface PlacedWorkProps extends PolicyEnforcement {
  /** PriorityClasses that tenants' pods may name. @default none: how early work is admitted is Kueue's priority */
  readonly priorityClasses?: readonly string[]
  /** Classes by which Kueue admits work, for tenants that have no list of their own. @default any */
  readonly priorities?: readonly string[]
  /** Longest grace period of a pod in seconds: whoever is owed its systems waits for that. @default 600 */
  readonly graceSeconds?: number
}

/** Label that names the class by which Kueue admits work. */
const priorityLabel = 'kueue.x-k8s.io/priority-class'

/** What Kubernetes puts on every pod, and what the flavor of the tenant's own systems puts on what Kueue admits to them. */
const mayBeTolerated = cel(`
  (has(toleration.key) && has(toleration.effect) && (
    (toleration.key in ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'] && toleration.effect == 'NoExecute') ||
    (toleration.key == '${gpuTaintKey}' && toleration.effect == 'NoSchedule') ||
    (toleration.key == '${poolTaintKey}' && toleration.effect == 'NoSchedule' && has(toleration.value) &&
     toleration.value == namespaceObject.metadata.labels['${tenantLabel}'])
  ))`)

const wasTolerated = 'toleration in variables.toleratedBefore'

const ownTerm = (term: string) => `!has(${term}.namespaceSelector) &&
  (!has(${term}.namespaces) || ${term}.namespaces.all(name, name == request.namespace))`

/** Whether pods are drawn to, and kept from, pods of the own namespace only: what keeps from others keeps others out. */
const ownAffinity = ['podAffinity', 'podAntiAffinity']
  .map((kind) => `template.spec.affinity.${kind}`)
  .map(
    (kind) => `(!has(${kind}) || (
      (!has(${kind}.requiredDuringSchedulingIgnoredDuringExecution) ||
       ${kind}.requiredDuringSchedulingIgnoredDuringExecution.all(term, ${ownTerm('term')})) &&
      (!has(${kind}.preferredDuringSchedulingIgnoredDuringExecution) ||
       ${kind}.preferredDuringSchedulingIgnoredDuringExecution.all(each, ${ownTerm('each.podAffinityTerm')}))))`,
  )
  .join(' && ')

/** Annotation of a JobSet, or of a pod, by which JobSet's webhook keeps pods of all namespaces out of what it has. */
const exclusive = 'alpha.jobset.sigs.k8s.io/exclusive-topology'

const isExclusive = (object: string) => `has(${object}.metadata) && has(${object}.metadata.annotations) &&
  '${exclusive}' in ${object}.metadata.annotations`

const labelsOf = (of: string) => `(has(${of}.metadata) && has(${of}.metadata.labels) ? ${of}.metadata.labels : {})`

/** CEL: classes that an object names, itself and by whatever it is a template of. */
const prioritiesOf = (object: 'object' | 'oldObject', templates: string) =>
  cel(`([${labelsOf(object)}] +
    (${object}.kind == 'CronJob' ? [${labelsOf(`${object}.spec.jobTemplate`)}] : []) +
    (${object}.kind == 'JobSet' ? ${object}.spec.replicatedJobs.map(job, ${labelsOf('job.template')}) : []) +
    ${templates}.map(template, ${labelsOf('template')}))
    .filter(labels, '${priorityLabel}' in labels).map(labels, labels['${priorityLabel}'])`)

const variables = (priorities: readonly string[]): readonly Variable[] => [
  ...podVariables,
  terms,
  { name: 'priorities', expression: prioritiesOf('object', 'variables.asked') },
  { name: 'prioritiesBefore', expression: prioritiesOf('oldObject', 'variables.before') },
  {
    name: 'grantedPriorities',
    expression: `'${termKeys.priorities}' in variables.terms ? variables.terms['${termKeys.priorities}'].split(',') : ${celList(priorities)}`,
  },
  // Kueue writes the tolerations of its flavors, and controllers copy what they find in templates that were judged
  { name: 'askedByController', expression: byController },
  {
    name: 'toleratedBefore',
    expression: cel(`object.kind == 'Pod' && request.operation == 'UPDATE' && has(oldObject.spec.tolerations)
      ? oldObject.spec.tolerations : []`),
  },
]

function validations(priorityClasses: readonly string[], graceSeconds: number): readonly PolicyValidation[] {
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
      // a pod that replaces one of a gang is refused nothing that its parent was allowed
      expression: `variables.askedByController || ${everyTemplate(`!has(template.spec.affinity) || (${ownAffinity})`)}`,
      message:
        'pod affinity names pods of other namespaces: to keep away from them keeps them away too; leave namespaces and namespaceSelector out',
    },
    {
      // on a pod, and so in any template, its webhook reads it as well, and what it adds there nobody judges
      expression: cel(`variables.askedByController || (${everyTemplate(`!(${isExclusive('template')})`)} &&
        (object.kind != 'JobSet' || (!(${isExclusive('object')}) &&
          object.spec.replicatedJobs.all(job, !(${isExclusive('job.template')})))))`),
      message: `${exclusive} keeps JobSets of other namespaces out of whole racks and units: ask Kueue for a place with kueue.x-k8s.io/podset-required-topology`,
    },
    {
      expression: plain('priorityClassName', priorityClasses),
      message: `priorityClassName ${priorityClasses.length > 0 ? `may be ${priorityClasses.join(', ')} only` : 'stays empty'}: a pod’s priority evicts work of others; the label ${priorityLabel} orders a tenant’s own`,
    },
    {
      // what is there keeps the class that it has
      expression: cel(`variables.askedByController || size(variables.grantedPriorities) == 0 ||
        variables.priorities.all(name, name == '' || name in variables.grantedPriorities ||
          (request.operation == 'UPDATE' && name in variables.prioritiesBefore))`),
      message: `the label ${priorityLabel} names a class that is not the tenant’s to use`,
      messageExpression: `'the label ${priorityLabel} may name ' + variables.grantedPriorities.join(', ') + ' here, and no other class'`,
    },
    {
      expression: `variables.askedByController || ${everyTemplate(
        `!has(template.spec.terminationGracePeriodSeconds) || (template.spec.terminationGracePeriodSeconds >= 1 &&
        template.spec.terminationGracePeriodSeconds <= ${graceSeconds})`,
      )}`,
      // with 0 a pod is gone from the API before its processes are from the GPUs
      message: `terminationGracePeriodSeconds is 1 at least and ${graceSeconds} at most: whoever is owed the systems waits for it`,
    },
  ]
}

/**
 * The policy that leaves placement to Kueue and the scheduler: no node by name, no toleration but those that the flavor
 * of the tenant's systems has, no other scheduler, no priority that evicts others, no class that is not the tenant's, no
 * place that others are kept out of, no grace period that keeps systems from whoever is owed them. Controllers are told
 * apart by who asks, never by owner references, which anybody can write.
 * @returns the policy and its bindings
 */
export function placedWork({
  priorityClasses = [],
  priorities = [],
  graceSeconds = 600,
  ...enforcement
}: PlacedWorkProps = {}): KubeObject[] {
  return admissionPolicy({
    name: 'superpod-placed-work',
    rules: podRules,
    variables: variables(priorities),
    validations: validations(priorityClasses, graceSeconds),
    ...enforcement,
  })
}
