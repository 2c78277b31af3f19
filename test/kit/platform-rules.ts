import { type PlatformRulesProps, platformRules } from '#constructs'

/** A rule as a PrometheusRule holds it. */
export interface MadeRule {
  readonly alert?: string
  readonly record?: string
  readonly expr: string
  readonly labels?: { readonly severity: string }
  readonly annotations?: Readonly<Record<string, string>>
}

/** Groups of rules, as a file of rules has them. */
export interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly interval?: string; readonly rules: readonly MadeRule[] }[]
}

/** Every rule of a pod whose systems have eight GPUs. @param sharedGpus - parts of GPUs. @default whole GPUs */
export function rulesOf(sharedGpus: PlatformRulesProps['sharedGpus'] = []): RuleFile {
  const objects = platformRules({
    namespace: 'monitoring',
    gpusPerSystem: 8,
    sharedGpus,
    runbooks: 'https://wiki.example.org/alerts.md',
  })
  return { groups: objects.flatMap((object) => (object['spec'] as RuleFile).groups) }
}

/** Every rule of a pod with whole GPUs. */
export const allRules: RuleFile = rulesOf()

/** The alerts among rules. */
export function alertsOf({ groups }: RuleFile) {
  return groups
    .flatMap(({ rules }) => rules)
    .flatMap(({ alert, expr, labels, annotations }) => {
      if (!alert || !labels) return []
      const { summary = '', description = '', runbook_url = '' } = annotations ?? {}
      return [{ alert, expr, labels, annotations: { summary, description, runbook_url } }]
    })
}
