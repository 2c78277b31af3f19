import type { KubeObject } from '#core'
import { accountingRules } from './accounting-rules.ts'
import { gpuAlerts } from './gpu-alerts.ts'
import { queueAlerts } from './queue-alerts.ts'
import { type RuleGroup, ruleObject } from './rule.ts'
import { systemAlerts } from './system-alerts.ts'

export interface PlatformRulesProps {
  /** GPUs that a system has. */
  readonly gpusPerSystem: number
  /** Namespace of the rules. */
  readonly namespace: string
  /** Address of docs/alerts.md: each alert adds `#` and its name. */
  readonly runbooks: string
  /** Labels that its Prometheus selects by. @default none */
  readonly labels?: Readonly<Record<string, string>>
}

/**
 * All recording rules and alerts, as PrometheusRules. None names a system, a tenant or a queue: what config says of those
 * reaches them by labels, so that no change there changes a rule.
 */
export function platformRules({ gpusPerSystem, ...place }: PlatformRulesProps): KubeObject[] {
  const groups: Readonly<Record<string, RuleGroup>> = {
    accounting: accountingRules,
    gpus: { name: 'superpod-gpus', rules: gpuAlerts },
    systems: { name: 'superpod-systems', rules: systemAlerts(gpusPerSystem) },
    queues: { name: 'superpod-queues', rules: queueAlerts },
  }
  return Object.entries(groups).map(([name, group]) => ruleObject({ name, groups: [group], ...place }))
}
