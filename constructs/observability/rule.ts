import type { KubeObject } from '#core'

/** A series that is computed from others, once in each interval of its group. */
export interface RecordingRule {
  readonly record: string
  /** PromQL. */
  readonly expr: string
  /** Labels that it adds. @default none */
  readonly labels?: Readonly<Record<string, string>>
}

/** How urgent an alert is; `none` tells nobody, and silences others. */
export type Severity = 'critical' | 'warning' | 'info' | 'none'

/** Something that people are told of. */
export interface Alert {
  /** Name in CamelCase, for life: silences and docs/alerts.md know it. */
  readonly alert: string
  /** PromQL: one alert for each series that it has. */
  readonly expr: string
  /** How long it must hold. @default at once */
  readonly for?: string
  readonly severity: Severity
  /** One line, with Prometheus's own templates. */
  readonly summary: string
  /** What is known, and what it means for the work that runs there. */
  readonly description: string
}

/** Rules that are computed together, in this order. */
export interface RuleGroup {
  readonly name: string
  /** How often. @default that of Prometheus */
  readonly interval?: string
  readonly rules: readonly (RecordingRule | Alert)[]
}

export interface RuleObjectProps {
  readonly name: string
  readonly namespace: string
  readonly groups: readonly RuleGroup[]
  /** Address of docs/alerts.md: each alert adds `#` and its name. */
  readonly runbooks: string
  /** Labels that its Prometheus selects by. @default none */
  readonly labels?: Readonly<Record<string, string>>
}

/** A PrometheusRule. Names of alerts become links to the page that says what to do. */
export function ruleObject({ name, namespace, groups, runbooks, labels = {} }: RuleObjectProps): KubeObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: `superpod-${name}`, namespace, labels },
    spec: {
      groups: groups.map(({ rules, ...group }) => ({ ...group, rules: rules.map((rule) => ruleOf(rule, runbooks)) })),
    },
  }
}

function ruleOf(rule: RecordingRule | Alert, runbooks: string): object {
  if ('record' in rule) return rule
  const { severity, summary, description, ...rest } = rule
  const runbook_url = `${runbooks}#${rule.alert.toLowerCase()}`
  return { ...rest, labels: { severity }, annotations: { summary, description, runbook_url } }
}
