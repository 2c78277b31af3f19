import { type Gang, running } from './gang.ts'
import { during, outcomesOf, type Submit } from './scenario.ts'
import type { SharedMachine } from './shared-machine.ts'
import { secondsSince, until } from './waiting.ts'

/** Pairs of systems that nobody is guaranteed: 136 GPUs are left where everybody has what is his. */
const pairs = 8

/**
 * Two tenants that want all of what nobody is guaranteed, two systems at a time: energy-materials has it first, then
 * weather-climate comes, whose weight is 2. By weight they have 3 and 5 of 8; without it, 4 each.
 */
export async function sharesFairly(machine: SharedMachine) {
  return await during(machine, async (submit) => {
    await everybodysOwn(machine, submit)
    const first = await pairsOf(submit, 'energy-materials')
    for (const gang of first) await running(machine, gang)
    const began = performance.now()
    const second = await pairsOf(submit, 'weather-climate')
    const counts = async () => ({ first: await admittedOf(machine, first), second: await admittedOf(machine, second) })
    const wanted = (seen: { first: number; second: number }) => seen.first + seen.second === pairs && seen.second === 5
    const settled = await until('weather-climate borrows five pairs, energy-materials three', counts, wanted)
    const preempted = (await outcomesOf(machine, first)).map((outcome) => outcome.preempted).filter(Boolean)
    return { ...settled, seconds: secondsSince(began), reasons: [...new Set(preempted)] }
  })
}

/** Everybody of the shared pool runs what it is guaranteed, so that only what nobody is guaranteed is left. */
async function everybodysOwn(machine: SharedMachine, submit: Submit): Promise<void> {
  const shared = machine.model.tenants.filter(({ cohort, gpus }) => cohort !== undefined && gpus.guaranteed > 0)
  const gangs = await Promise.all(
    shared.map(({ name, gpus }) => submit({ tenant: name, name: 'guaranteed', systems: gpus.guaranteed / 8 })),
  )
  for (const gang of gangs) await running(machine, gang)
}

async function pairsOf(submit: Submit, tenant: string): Promise<Gang[]> {
  const gangs: Gang[] = []
  for (let index = 1; index <= pairs; index += 1) {
    gangs.push(await submit({ tenant, name: `pair-${index}`, systems: 2 }))
  }
  return gangs
}

async function admittedOf(machine: SharedMachine, gangs: readonly Gang[]): Promise<number> {
  return (await outcomesOf(machine, gangs)).filter(({ isAdmitted }) => isAdmitted).length
}
