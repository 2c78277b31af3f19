import { admitted, type Gang, refused, removed, running, runningOn } from './gang.ts'
import { during, oneEvicted, outcomesOf, parted, type Submit } from './scenario.ts'
import type { SharedMachine } from './shared-machine.ts'
import { secondsSince, until } from './waiting.ts'
import { heldGpus } from './work.ts'

/** Systems of the gang that is measured, everywhere: what drug-discovery is guaranteed. */
export const claimSystems = 16

/** What a queue with nobody before it takes, and what every other time is compared with: seconds from submitting. */
export async function plainAdmission(machine: SharedMachine) {
  return await during(machine, async (submit) => {
    const gang = await submit({ tenant: 'drug-discovery', name: 'plain', systems: claimSystems })
    return { admittedSeconds: await admitted(machine, gang), runningSeconds: await running(machine, gang) }
  })
}

/** A gang above what its tenant may ever hold, and one that is exactly that. */
export async function quotaHolds(machine: SharedMachine) {
  return await during(machine, async (submit) => {
    const above = await submit({ tenant: 'quantum-simulation', name: 'above', systems: 33 })
    const { work, seconds } = await refused(machine, above)
    await running(machine, await submit({ tenant: 'quantum-simulation', name: 'most', systems: 32 }))
    const { held } = await heldGpus(machine, 'quantum-simulation')
    return { refusedSeconds: seconds, why: work.waitsFor, held, ran: await runningOn(machine, above) }
  })
}

/** A tenant that takes what others leave, up to its burst. */
export async function borrows(machine: SharedMachine) {
  return await during(machine, async (submit) => {
    const own = await submit({ tenant: 'danish-language', name: 'own', systems: 64 })
    await running(machine, own)
    const more = await submit({ tenant: 'danish-language', name: 'more', systems: claimSystems })
    const borrowedSeconds = await admitted(machine, more)
    const rest = await submit({ tenant: 'danish-language', name: 'rest', systems: 47 })
    await running(machine, rest)
    const held = () => heldGpus(machine, 'danish-language')
    const usage = await until('danish-language holds its burst', held, (seen) => seen.held === 1016)
    const systems = (await Promise.all([own, more, rest].map((gang) => runningOn(machine, gang)))).flat()
    return { borrowedSeconds, ...usage, systems }
  })
}

/** A gang that half fits: it waits as a whole, and starts as a whole when there is room. */
export async function gangWaits(machine: SharedMachine) {
  return await during(machine, async (submit) => {
    const first = await submit({ tenant: 'quantum-simulation', name: 'first', systems: 20 })
    await running(machine, first)
    const gang = await submit({ tenant: 'quantum-simulation', name: 'gang', systems: claimSystems })
    const { work } = await refused(machine, gang)
    const ranMeanwhile = await runningOn(machine, gang)
    const freed = performance.now()
    await removed(machine, [first])
    await admitted(machine, gang)
    const startedSeconds = secondsSince(freed)
    await running(machine, gang)
    const within = 'superpod/scalable-unit'
    const wide = await refused(machine, await submit({ tenant: 'danish-language', name: 'wide', systems: 33, within }))
    return { why: work.waitsFor, ranMeanwhile, startedSeconds, whyWide: wide.work.waitsFor }
  })
}

/**
 * A full machine: danish-language borrows half of what it has, and somebody else asks for what it is guaranteed.
 * @param patience - seconds that the claim may take
 */
export async function reclaims(machine: SharedMachine, patience?: number) {
  return await during(machine, async (submit) => {
    const { owners, borrowers } = await filled(machine, submit)
    const claim = await submit({ tenant: 'drug-discovery', name: 'claim', systems: claimSystems })
    const evictedSeconds = await oneEvicted(machine, borrowers, claim.began, patience)
    const claimedSeconds = await admitted(machine, claim, patience)
    await running(machine, claim)
    const { victims, spared } = parted(await outcomesOf(machine, borrowers))
    const outcomes = { victims, spared: [...(await outcomesOf(machine, owners)), ...spared] }
    await removed(machine, [claim])
    for (const gang of borrowers) await running(machine, gang)
    return { evictedSeconds, claimedSeconds, ...outcomes }
  })
}

/** A full machine but for what weather-climate does not lend: nobody gets that, and its owner has it at once. */
export async function lends(machine: SharedMachine) {
  return await during(machine, async (submit) => {
    const { borrowers } = await filled(machine, submit)
    // as many as are idle, and yet somebody must go
    const claim = await submit({ tenant: 'drug-discovery', name: 'claim', systems: 12 })
    await running(machine, claim)
    const before = parted(await outcomesOf(machine, borrowers)).victims.map(({ gang }) => gang)
    const victim = borrowers.find(({ name }) => before.includes(name))
    const waits = victim && (await refused(machine, victim)).work.waitsFor
    const own = await submit({ tenant: 'weather-climate', name: 'own', systems: 12 })
    const ownSeconds = await admitted(machine, own)
    await running(machine, own)
    const after = parted(await outcomesOf(machine, [...borrowers, claim])).victims.map(({ gang }) => gang)
    return { before, waits, ownSeconds, after }
  })
}

/** Work of a class pushes out lower work of its own tenant, and no equal; where a tenant says Never, none at all. */
export async function preempts(machine: SharedMachine) {
  return await during(machine, async (submit) => {
    const quantum = { tenant: 'quantum-simulation', systems: claimSystems }
    const low = await submit({ ...quantum, name: 'low', priority: 'low' })
    const normal = await submit({ ...quantum, name: 'normal', priority: 'normal' })
    const stays = await submit({ tenant: 'energy-materials', name: 'stays', systems: 32, priority: 'low' })
    for (const gang of [low, normal, stays]) await running(machine, gang)
    const equal = await submit({ ...quantum, name: 'equal', priority: 'low' })
    const equalWaits = await refused(machine, equal)
    const never = await submit({ tenant: 'energy-materials', name: 'never', systems: 8, priority: 'high' })
    const neverWaits = await refused(machine, never)
    const high = await submit({ ...quantum, name: 'high', priority: 'high' })
    const evictedSeconds = await oneEvicted(machine, [low, normal, stays], high.began)
    const admittedSeconds = await admitted(machine, high)
    await running(machine, high)
    const outcomes = parted(await outcomesOf(machine, [low, normal, stays]))
    return { evictedSeconds, admittedSeconds, waits: [equalWaits, neverWaits].map(({ work }) => work), ...outcomes }
  })
}

/** All that may be borrowed but what weather-climate does not lend is used: 64 + 63 systems of one, 10 of another. */
async function filled(machine: SharedMachine, submit: Submit) {
  const language = { tenant: 'danish-language' }
  const own = await submit({ ...language, name: 'own', systems: 64 })
  const within = await submit({ tenant: 'energy-materials', name: 'within', systems: 10 })
  await Promise.all([running(machine, own), running(machine, within)])
  const borrowers: Gang[] = []
  for (const name of ['first', 'second', 'third']) {
    const borrower = await submit({ ...language, name, systems: 21 })
    await running(machine, borrower)
    borrowers.push(borrower)
  }
  return { owners: [own, within], borrowers }
}
