import type { ConsequenceClass } from '#catalog'

/** What a whole change comes to, from what needs nobody to what nobody can take back. */
export const verdicts = ['safe', 'disruptive', 'decision', 'destroys'] as const

/** One word for a whole change. */
export type Verdict = (typeof verdicts)[number]

const byClass = {
  nothing: 'safe',
  'in place': 'safe',
  rolling: 'safe',
  'restarts jobs': 'disruptive',
  'drains nodes': 'disruptive',
  'secret or identity': 'decision',
  'access widened': 'decision',
  'removes a shared object': 'destroys',
  'replaces a namespace': 'destroys',
  'replaces a node pool': 'destroys',
  'replaces the cluster': 'destroys',
} as const satisfies Record<ConsequenceClass, Verdict>

/** The verdict that a class of consequence comes to. */
export function verdictOf(consequence: ConsequenceClass): Verdict {
  return byClass[consequence]
}

/** Whether a verdict is as grave as another, or graver. */
export function isAtLeast(verdict: Verdict, limit: Verdict): boolean {
  return verdicts.indexOf(verdict) >= verdicts.indexOf(limit)
}
