import { didYouMean, type Finding, wordList } from '#core'
import type { PodModel } from '../pod-model.ts'

/**
 * Findings that a person may insist on: what can be built although the reference architecture, a budget or a habit speaks
 * against it. What would leave the model or a tenant without meaning is never among them.
 */
const allowable: readonly string[] = [
  'capacity/outages-uncovered',
  'networks/public',
  'policy/registry-foreign',
  'rack/height-exceeded',
  'rack/power-exceeded',
  'rack/systems-unsupported',
  'site/power-exceeded',
  'storage/throughput-below',
  'systems/state-in-future',
  'tenant/crossed-access',
  'tenant/egress-everything',
  'tenant/egress-inside',
  'tenant/egress-metadata',
  'tenant/expired',
  'tenant/expires-soon',
  'tenant/group-look-alike',
  'tenant/registry-look-alike',
  'tenant/shared-admins',
  'tenant/title-look-alike',
  'versions/no-row',
  'versions/too-old',
]

/** The same findings, those that config allows as information with the reason; and what it allows that cannot be. */
export function withAllowed(findings: readonly Finding[], { allowed }: Pick<PodModel, 'allowed'>): Finding[] {
  const judged = findings.map((finding) => {
    const reason = allowable.includes(finding.code) ? allowed[finding.code] : undefined
    if (reason === undefined || finding.severity === 'info') return finding
    return {
      ...finding,
      severity: 'info' as const,
      message: `${finding.message} (allowed: ${reason})`,
      remedy: `take ${finding.code} out of allow once it no longer holds`,
    }
  })
  return [...judged, ...Object.keys(allowed).flatMap((code) => allowance(code, findings))]
}

function allowance(code: string, findings: readonly Finding[]): Finding[] {
  const path = `allow.${code}`
  if (!allowable.includes(code)) {
    const near = didYouMean(code, allowable)
    return [
      {
        code: 'allow/not-allowable',
        severity: 'error',
        path,
        message: `${code} is allowed, but only these may be: ${wordList(allowable, 'and')}`,
        remedy: near ? `write ${near}, or remove it` : 'remove it, and correct what it is about',
      },
    ]
  }
  if (findings.some((finding) => finding.code === code)) return []
  return [
    {
      code: 'allow/unused',
      severity: 'info',
      path,
      message: `${code} is allowed, but nothing brings it`,
      remedy: 'remove it, so that it allows nothing that comes later',
    },
  ]
}
