import { counted, type Finding } from '#core'
import { type PodModel, systemTaints, type Taint } from '#model'
import { type Check, judgedCheck, openCheck } from '../check.ts'
import type { Home } from './home.ts'
import type { Site } from './site.ts'
import { isTolerated, printedWorkload, type Workload } from './site-object.ts'

/**
 * DaemonSets of others that would not come back to a system once it has its taints. What runs there stays, for the taints
 * evict nothing; a pod that is replaced, and a system that is made anew, go without.
 */
export function daemonChecks(model: PodModel, { daemonSets, nodes }: Site, home: Home): Check[] {
  const title = 'what others run on every node tolerates the taints of systems'
  if (!daemonSets) return [openCheck('daemons', title, 'DaemonSets could not be read')]
  const others = daemonSets.filter(({ metadata }) => !home.isOurs(metadata.namespace ?? ''))
  const names = new Set(model.systems.map(({ name }) => name))
  const systems = (nodes ?? []).filter(({ metadata }) => names.has(metadata.name))
  const taints = systemTaints(model)
  const findings = others.flatMap((workload): Finding[] => {
    const { nodeSelector = {}, tolerations } = workload.spec?.template?.spec ?? {}
    const comes = (labels: Readonly<Record<string, string>>) =>
      Object.entries(nodeSelector).every(([key, value]) => labels[key] === value)
    if (systems.length > 0 && !systems.some(({ metadata }) => comes(metadata.labels ?? {}))) return []
    const lacking = taints.filter((taint) => !isTolerated(taint, tolerations))
    return lacking.length === 0 ? [] : [kept(workload, lacking)]
  })
  return [judgedCheck('daemons', title, counted(others.length, 'DaemonSet'), findings)]
}

function kept(workload: Workload, [first, ...more]: readonly Taint[]): Finding {
  const taint = first ? `${first.key}=${first.value}:${first.effect}` : ''
  const rest = more.length > 0 ? ` and ${counted(more.length, 'more', 'more')}` : ''
  return {
    code: 'preflight/daemon-kept-off',
    severity: 'warning',
    path: printedWorkload('DaemonSet', workload),
    message: `it does not tolerate ${taint}${rest}: it does not come to a system that is new, or back to one that is tainted`,
    remedy:
      'have its owner add tolerations: [{ operator: Exists, effect: NoSchedule }], or keep it off systems by a node selector',
  }
}
