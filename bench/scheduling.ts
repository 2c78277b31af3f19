import { graceSeconds } from '../test/kit/scheduling/gang.ts'
import { holds } from '../test/kit/scheduling/holds.ts'
import { drains, replacesRack, replacesSystem, staysOnItsOwn } from '../test/kit/scheduling/places.ts'
import { type SharedMachine, sharedMachine } from '../test/kit/scheduling/shared-machine.ts'
import {
  borrows,
  claimSystems,
  gangWaits,
  lends,
  plainAdmission,
  preempts,
  quotaHolds,
  reclaims,
} from '../test/kit/scheduling/shares.ts'
import { sharesFairly } from '../test/kit/scheduling/weights.ts'
import { type Measure, times } from './measure.ts'

/** How long Kueue takes for what is harder than a plain admission, as so many times that, on Gefion's twin in one run. */
export async function schedulingMeasures(): Promise<Measure[]> {
  const machine = await sharedMachine()
  try {
    return await measures(machine)
  } finally {
    await machine.end()
  }
}

async function measures(machine: SharedMachine): Promise<Measure[]> {
  // before, between and after: what else the machine does meets all alike
  const plain = [await plainAdmission(machine)]
  const quota = await quotaHolds(machine)
  const borrowed = await borrows(machine)
  const gang = await gangWaits(machine)
  const reclaimed = await reclaims(machine)
  const lent = await lends(machine)
  plain.push(await plainAdmission(machine))
  const preempted = await preempts(machine)
  const fair = await sharesFairly(machine)
  const dedicated = await staysOnItsOwn(machine)
  plain.push(await plainAdmission(machine))
  const system = await replacesSystem(machine)
  const rack = await replacesRack(machine)
  const drained = await drains(machine)
  const held = await holds(machine)
  plain.push(await plainAdmission(machine))
  const size = `${claimSystems} systems`
  const admission = {
    what: `a plain admission of ${size}`,
    seconds: middle(plain, ({ admittedSeconds }) => admittedSeconds),
  }
  const placing = {
    what: `${size} submitted to running`,
    seconds: middle(plain, ({ runningSeconds }) => runningSeconds),
  }
  const grace = `; on metal and ${graceSeconds} s, the victims' grace period`
  return [
    times('quota: above it, submitted to refused', quota.refusedSeconds, 3, admission),
    times('borrow: submitted to admitted', borrowed.borrowedSeconds, 3, admission),
    times('gang: room made to admitted', gang.startedSeconds, 10, admission),
    times('reclaim: submitted to victims evicted', reclaimed.evictedSeconds, 4, admission),
    times(`reclaim: submitted to admitted${grace}`, reclaimed.claimedSeconds, 12, admission),
    times('what is not lent: submitted to admitted', lent.ownSeconds, 3, admission),
    times('preempt: submitted to victims evicted', preempted.evictedSeconds, 4, admission),
    times(`preempt: submitted to admitted${grace}`, preempted.admittedSeconds, 12, admission),
    times('fair shares: two systems, from one tenant to another', fair.seconds / fair.second, 12, admission),
    times('dedicated: 30 systems submitted to running', dedicated.seconds, 4, placing),
    times('a system fails: its pod gone to another given', system.seconds, 10, admission),
    times('a rack fails: its pods gone to others given', rack.seconds, 10, admission),
    times('drain: its pod gone to another given', drained.seconds, 10, admission),
    times('hold and drain: asked to evicted', held.drainedSeconds, 6, admission),
    times('hold released: asked to admitted', held.releasedSeconds, 6, admission),
  ]
}

function middle<Each>(all: readonly Each[], value: (each: Each) => number): number {
  const values = all.map(value).sort((a, b) => a - b)
  return values[Math.floor(values.length / 2)] ?? Number.NaN
}
