import type { KubeObject } from '#core'
import { tenantNamespaces } from './labels.ts'
import { askedBy } from './policy/controllers.ts'
import { oneLine } from './policy/pod-template.ts'
import { policyBinding, policyObject } from './policy/policy-objects.ts'

const name = 'superpod-queued-gpu-work'

/** Namespace of the Trainer: Kueue holds its TrainJobs. It copies tolerations as tenants wrote them: trusted here only. */
const trainer = 'kubeflow-system'

export interface GpuQueueGuardProps {
  /** Namespaces of more controllers that make pods for others. @default none */
  readonly controllers?: readonly string[]
}

/**
 * In tenants' namespaces, what asks for GPUs goes through a queue. It judges what a person or a tenant's own service
 * account makes, by who asks and never by owner references, which anybody can write; and it looks at what Kueue did
 * (its webhooks run before), since a label alone can be written too.
 * @returns the policy and its binding
 */
export function gpuQueueGuard({ controllers = [] }: GpuQueueGuardProps = {}): KubeObject[] {
  return [
    policyObject({
      name,
      rules: resourceRules,
      matchConditions: [{ name: 'asked-by-no-controller', expression: `!(${askedBy([trainer, ...controllers])})` }],
      variables,
      validations,
    }),
    policyBinding({ policyName: name, namespaces: tenantNamespaces }),
  ]
}

const rule = (group: string, versions: string[], resources: string[]) => ({
  apiGroups: [group],
  apiVersions: versions,
  operations: ['CREATE', 'UPDATE'],
  resources,
  scope: 'Namespaced',
})

const resourceRules = [
  rule('', ['v1'], ['pods']),
  rule('batch', ['v1'], ['jobs']),
  rule('apps', ['v1'], ['deployments', 'statefulsets']),
  rule('jobset.x-k8s.io', ['*'], ['jobsets']),
  rule('leaderworkerset.x-k8s.io', ['*'], ['leaderworkersets']),
  rule('trainer.kubeflow.org', ['*'], ['trainjobs']),
]

/** Pod templates in an object, or the pod itself. Those of a TrainJob are its runtime's: that it is held is all to judge. */
const templates = `
  object.kind == 'Pod' ? [object] :
  object.kind == 'TrainJob' ? [] :
  object.kind == 'JobSet' ? object.spec.replicatedJobs.map(job, job.template.spec.template) :
  object.kind == 'LeaderWorkerSet' ? (
    has(object.spec.leaderWorkerTemplate.leaderTemplate)
    ? [object.spec.leaderWorkerTemplate.leaderTemplate, object.spec.leaderWorkerTemplate.workerTemplate]
    : [object.spec.leaderWorkerTemplate.workerTemplate]
  ) : [object.spec.template]`

const namesGpu = (amounts: string) =>
  `has(container.resources.${amounts}) && container.resources.${amounts}.exists(name, name.startsWith('nvidia.com/gpu') || name.startsWith('nvidia.com/mig-'))`

const anyAsks = (containers: string) =>
  `template.spec.${containers}.exists(container, has(container.resources) && ((${namesGpu('limits')}) || (${namesGpu('requests')})))`

const asksForGpus = `
  variables.templates.exists(template,
    ${anyAsks('containers')} ||
    (has(template.spec.initContainers) && ${anyAsks('initContainers')}))`

/** Whether Kueue holds it: a pod by its gate, which nobody but Kueue takes away; a job by its suspension; others by their template. */
const held = `
  object.kind == 'Pod' ? (
    request.operation == 'CREATE'
    ? has(object.spec.schedulingGates) && object.spec.schedulingGates.exists(gate, gate.name == 'kueue.x-k8s.io/admission')
    : !has(oldObject.spec.schedulingGates) || oldObject.spec.schedulingGates.all(old,
        !old.name.startsWith('kueue.x-k8s.io/') ||
        (has(object.spec.schedulingGates) && object.spec.schedulingGates.exists(gate, gate.name == old.name)))
  ) :
  object.kind in ['Job', 'JobSet', 'TrainJob'] ? (
    (has(object.spec.suspend) && object.spec.suspend) ||
    (request.operation == 'UPDATE' && !(has(oldObject.spec.suspend) && oldObject.spec.suspend))
  ) :
  variables.templates.all(template,
    has(template.metadata) && has(template.metadata.annotations) &&
    'kueue.x-k8s.io/pod-suspending-parent' in template.metadata.annotations)`

const variables = [
  { name: 'templates', expression: oneLine(templates) },
  { name: 'asksForGpus', expression: oneLine(asksForGpus) },
  { name: 'held', expression: oneLine(held) },
]

const validations = [
  {
    expression: oneLine(`
      !variables.asksForGpus || (object.kind == 'Pod' && request.operation == 'UPDATE') ||
      (has(object.metadata.labels) && 'kueue.x-k8s.io/queue-name' in object.metadata.labels)`),
    message: 'work that asks for GPUs needs a queue: set the label kueue.x-k8s.io/queue-name to default',
  },
  {
    // work without GPUs too: with a node's name of its own it could run on the systems of others
    expression: 'variables.held',
    message:
      'work starts when Kueue admits it, and Kueue does not hold this: remove its ownerReferences, and leave suspend and scheduling gates to Kueue',
  },
]
