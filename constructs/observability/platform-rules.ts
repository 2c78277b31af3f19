import type { KubeObject } from '#core'
import { accountingRules, type SharedGpus } from './accounting-rules.ts'
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
  /** Parts of GPUs that Kubernetes counts in place of GPUs, by pool and resource. @default whole GPUs everywhere */
  readonly sharedGpus?: readonly SharedGpus[]
  /** Labels that its Prometheus selects by. @default none */
  readonly labels?: Readonly<Record<string, string>>
}

/**
 * All recording rules and alerts, as PrometheusRules. None names a system or a queue: what config says of those reaches them
 * by labels, so that no change there changes a rule. A pool is named only where it shares its GPUs.
 */
export function platformRules({ gpusPerSystem, sharedGpus = [], ...place }: PlatformRulesProps): KubeObject[] {
  const groups: Readonly<Record<string, RuleGroup>> = {
    accounting: accountingRules(sharedGpus),
    gpus: { name: 'superpod-gpus', rules: gpuAlerts },
    systems: { name: 'superpod-systems', rules: systemAlerts(gpusPerSystem) },
    queues: { name: 'superpod-queues', rules: queueAlerts },
  }
  return Object.entries(groups).map(([name, group]) => ruleObject({ name, groups: [group], ...place }))
}
