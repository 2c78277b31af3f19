import type { Finding } from '#core'
import type { DeliveryTarget } from './delivery-context.ts'
import { type GuardedChanges, printedChange, refusingRule } from './guard.ts'

/** A time in which nothing is drained, restarted or destroyed. */
export interface Freeze {
  /** Its last day: `2027-01-04`. */
  readonly until: string
  readonly reason: string
}

/** Changes that a frozen target refuses, whatever was confirmed or allowed: the same that the guard asks about. */
export function freezeFindings(
  { name, freeze }: Pick<DeliveryTarget, 'name' | 'freeze'>,
  plans: readonly GuardedChanges[],
): Finding[] {
  if (!freeze) return []
  return plans.flatMap(({ changes }) =>
    changes.flatMap((change): Finding[] => {
      const rule = refusingRule(change)
      if (!rule) return []
      return [
        {
          code: 'freeze/held',
          severity: 'error',
          path: change.address,
          message: `this would ${change.action} ${printedChange(change)}, which ${rule.why}, but ${name} is frozen until ${freeze.until}: ${freeze.reason}`,
          remedy: `leave it until then, and apply the rest by --tenant or --stack; if it cannot wait, change freeze in targets/${name}.yaml`,
        },
      ]
    }),
  )
}
