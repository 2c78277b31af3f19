import type { TenantModel } from '#model'
import { all, type Content, tag } from '../markup.ts'

/** The first steps of somebody who has a kubeconfig. */
export function workSection({ namespaces }: TenantModel): Content {
  const room = namespaces[0]?.name ?? ''
  const lines = [
    `kubectl -n ${room} auth can-i create jobs`,
    `kubectl -n ${room} apply --dry-run=server -f job.yaml     # would it be accepted?`,
    `kubectl -n ${room} apply -f job.yaml`,
    `kubectl -n ${room} get workloads                          # admitted, or waiting`,
    `kubectl -n ${room} describe workload <name>               # why it waits`,
    `kubectl -n ${room} describe resourcequota quota           # what is used`,
  ]
  return all(
    tag('pre', { class: 'box' }, lines.join('\n')),
    tag(
      'p',
      { class: 'soft' },
      'docs/for-tenants.md says how to get a kubeconfig, what a reason for waiting means, and what is refused and why.',
    ),
  )
}
