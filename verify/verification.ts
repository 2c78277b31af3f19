import type { PodModel } from '#model'
import { accessChecks } from './access-checks.ts'
import type { Check } from './check.ts'
import type { DriftReport } from './drift.ts'
import { hostChecks } from './host-checks.ts'
import type { LiveMachine } from './live-machine.ts'
import { platformChecks, type ReleaseNote } from './platform-checks.ts'
import { queueChecks } from './queue-checks.ts'
import { systemChecks } from './system-checks.ts'

/** What a live machine is judged by. */
export interface Verified {
  readonly model: PodModel
  readonly machine: LiveMachine
  readonly drift: DriftReport
  readonly releases: readonly ReleaseNote[]
  /** This moment, in UTC: `2027-01-31T16:00:00Z`. */
  readonly now: string
}

/** Every check of a live machine against its model, in the order of a walk: systems, queues, access, platform, host. */
export function verification({ model, machine, drift, releases, now }: Verified): Check[] {
  return [
    ...systemChecks(model, machine),
    ...queueChecks(model, machine),
    ...accessChecks(model, machine, now),
    ...platformChecks(model, machine, drift, releases),
    ...hostChecks(model, { machine, at: now.slice(0, 10) }),
  ]
}
