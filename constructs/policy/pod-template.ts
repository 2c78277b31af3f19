const rule = (group: string, resources: readonly string[]) => ({
  apiGroups: [group],
  apiVersions: ['*'],
  operations: ['CREATE', 'UPDATE'],
  resources,
  scope: 'Namespaced',
})

/** Pods, and every kind that holds a template of pods: what a tenant may write, and what it may not today. */
export const podRules = [
  rule('', ['pods', 'pods/ephemeralcontainers', 'podtemplates', 'replicationcontrollers']),
  rule('apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
  rule('batch', ['cronjobs', 'jobs']),
  rule('jobset.x-k8s.io', ['jobsets']),
  rule('leaderworkerset.x-k8s.io', ['leaderworkersets']),
  rule('trainer.kubeflow.org', ['trainjobs']),
]

/** Services: the one kind without pods that reaches beyond its namespace. */
export const serviceRules = [rule('', ['services'])]

/**
 * CEL: the pod templates in an object, a list; of a pod, what of it a template could hold. A TrainJob has no template
 * but an image and variables for one: the JobSet that its controller makes is judged as a whole.
 */
const templatesOf = (object: 'object' | 'oldObject') =>
  cel(`
  ${object}.kind == 'Pod' ? [dyn({
    'metadata': dyn({'annotations': has(${object}.metadata.annotations) ? dyn(${object}.metadata.annotations) : dyn({})}),
    'spec': dyn(${object}.spec)
  })] :
  ${object}.kind == 'PodTemplate' ? [${object}.template] :
  ${object}.kind == 'CronJob' ? [${object}.spec.jobTemplate.spec.template] :
  ${object}.kind == 'JobSet' ? ${object}.spec.replicatedJobs.map(job, job.template.spec.template) :
  ${object}.kind == 'LeaderWorkerSet' ? (
    has(${object}.spec.leaderWorkerTemplate.leaderTemplate)
    ? [${object}.spec.leaderWorkerTemplate.leaderTemplate, ${object}.spec.leaderWorkerTemplate.workerTemplate]
    : [${object}.spec.leaderWorkerTemplate.workerTemplate]
  ) :
  ${object}.kind == 'TrainJob' ? (
    has(${object}.spec.trainer) ? [dyn({'spec': dyn({'containers': dyn([${object}.spec.trainer])})})] : []
  ) :
  has(${object}.spec.template) ? [${object}.spec.template] : []`)

const containers = (kind: string) => `(has(template.spec.${kind}) ? template.spec.${kind} : [])`

/** A CEL variable of a policy. */
export interface Variable {
  readonly name: string
  readonly expression: string
}

/**
 * CEL variables that judge pods: `templates`, and for each of them its `containers` of every kind. An update that
 * leaves the templates as they are has none: a label, a finalizer or a number of replicas can be changed on whatever
 * is there, and what Kueue has put into a template is not held against whoever changes something else.
 */
export const podVariables: readonly Variable[] = [
  { name: 'asked', expression: templatesOf('object') },
  { name: 'before', expression: templatesOf('oldObject') },
  {
    name: 'templates',
    expression: "request.operation == 'UPDATE' && variables.asked == variables.before ? [] : variables.asked",
  },
  {
    name: 'containers',
    expression: `variables.templates.map(template, ${['containers', 'initContainers', 'ephemeralContainers'].map(containers).join(' + ')})`,
  },
]

/** CEL: whether something holds for every container of every template; it is called `container`. */
export function everyContainer(expression: string): string {
  return `variables.containers.all(containers, containers.all(container, ${cel(expression)}))`
}

/** CEL: whether something holds for every template; it is called `template`. */
export function everyTemplate(expression: string): string {
  return `variables.templates.all(template, ${cel(expression)})`
}

/** A text of several lines as one. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

/** A CEL expression on one line. */
export function cel(expression: string): string {
  return oneLine(expression).replaceAll('( ', '(').replaceAll(' )', ')')
}

/** CEL: a list of texts. */
export function celList(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`
}
