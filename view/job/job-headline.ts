import { counted } from '#core'
import type { JobPlan } from '#model'

/** The first lines of a manifest: what it is, and how to use it. */
export function headline(plan: JobPlan, resource: string, notes: readonly string[] = []): string {
  const { tenant, namespace, systems, gpusPerSystem, guaranteed } = plan
  const share = guaranteed
    ? `${tenant.name} is guaranteed that many GPUs`
    : `more than ${tenant.name} is guaranteed (${tenant.gpus.guaranteed} GPUs): the rest is borrowed, and others may take it back, which restarts the job`
  return [
    `${plan.purpose} for ${tenant.name}: ${counted(systems, 'system')}, ${counted(systems * gpusPerSystem, 'GPU')}`,
    `${share}.`,
    ...notes,
    '',
    'submit     kubectl apply -f <this file>',
    `watch      kubectl -n ${namespace} get ${resource} ${plan.name}; kubectl -n ${namespace} get pods -l app=${plan.name} -o wide`,
    `waits?     kubectl -n ${namespace} get workloads; kubectl -n ${namespace} describe workload <its name>`,
    `stop       kubectl -n ${namespace} delete -f <this file>`,
    '',
    'Tolerations, node selector and suspension are left to Kueue: it adds them when it admits the work.',
  ].join('\n')
}

/** Metadata of what is queued. */
export function queuedMetadata({ name, namespace }: JobPlan) {
  return { name, namespace, labels: { app: name, 'kueue.x-k8s.io/queue-name': 'default' } }
}
