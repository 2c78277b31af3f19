import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holds, misconfigured, suspends } from '../kit/scheduling/holds.ts'
import { drains, replacesRack, replacesSystem, staysOnItsOwn } from '../kit/scheduling/places.ts'
import { type SharedMachine, sharedMachine } from '../kit/scheduling/shared-machine.ts'
import { borrows, gangWaits, lends, plainAdmission, preempts, quotaHolds, reclaims } from '../kit/scheduling/shares.ts'
import { sharesFairly } from '../kit/scheduling/weights.ts'
import { compiledTools } from '../kit/small-twin.ts'

const minute = 60_000

// outcomes only: how long each takes, beside a plain admission, is what `npm run bench -- scheduling` measures
describe.skipIf(!compiledTools)(
  "work of Gefion's tenants on 191 systems, by the real Kueue (needs the tools of the twin)",
  { timeout: 5 * minute },
  () => {
    let machine: SharedMachine
    beforeAll(async () => {
      machine = await sharedMachine()
    }, 5 * minute)
    afterAll(() => machine?.end(), 2 * minute)

    const namesOf = (outcomes: readonly { gang: string }[]) => outcomes.map(({ gang }) => gang)

    test('a gang within the guarantee of its tenant is admitted, and all of it runs', async () => {
      await expect(plainAdmission(machine)).resolves.toBeDefined()
    })

    test('a gang above the burst of its tenant waits for ever, and says so; one of exactly that runs', async () => {
      const { why, held, ran } = await quotaHolds(machine)
      expect(why).toMatch(/insufficient quota for nvidia\.com\/gpu .* > maximum capacity \(256\)/)
      expect({ held, ran }).toEqual({ held: 256, ran: [] })
    })

    test('a tenant borrows what others leave, up to its burst, on systems that are nobody’s', async () => {
      const { held, borrowed, systems } = await borrows(machine)
      expect({ held, borrowed }).toEqual({ held: 1016, borrowed: 504 })
      expect(new Set(systems).size).toBe(127)
      expect(systems.filter((name) => dedicated(machine).has(name))).toEqual([])
    })

    test('a gang runs as a whole or not at all, and within one scalable unit where it asks for that', async () => {
      const { why, whyWide, ranMeanwhile } = await gangWaits(machine)
      expect(why).toMatch(/insufficient unused quota for nvidia\.com\/gpu .*, 32 more needed/)
      expect(ranMeanwhile).toEqual([])
      expect(whyWide).toMatch(/topology .* allows to fit only 32 out of 33 pod/)
    })

    test('what is guaranteed comes back when its owner asks: one who borrowed it goes, and nobody else', async () => {
      const { victims, spared } = await reclaims(machine)
      expect(victims).toMatchObject([{ preempted: 'InCohortReclamation', evictions: ['Preempted'] }])
      expect(namesOf(spared)).toEqual(expect.arrayContaining(['own', 'within']))
      expect(spared).toHaveLength(4)
      expect(spared.every(({ isAdmitted, evictions }) => isAdmitted && evictions.length === 0)).toBe(true)
    })

    test('fails to give back what is guaranteed where a queue may not reclaim: the suite would find it', async () => {
      const never = { reclaimWithinCohort: 'Never' }
      await expect(misconfigured(machine, 'drug-discovery', never, () => reclaims(machine, 8))).rejects.toThrow(
        /in vain: one of danish-language\/first.* is evicted/,
      )
    })

    test('what a tenant does not lend nobody borrows, and it is there at once', async () => {
      const { before, waits, after } = await lends(machine)
      expect(before).toHaveLength(1)
      expect(waits).toMatch(/insufficient unused quota for nvidia\.com\/gpu/)
      expect(after).toEqual(before)
    })

    test('what nobody is guaranteed is shared by weight: 5 of 8 parts for weight 2, where equals have 4 each', async () => {
      const { first, second, reasons } = await sharesFairly(machine)
      expect({ first, second }).toEqual({ first: 3, second: 5 })
      expect(reasons).toEqual(['InCohortFairSharing'])
    })

    test('a higher class pushes out a lower one of its own tenant, no equal, and none where the tenant says Never', async () => {
      const { victims, spared, waits } = await preempts(machine)
      expect(victims).toMatchObject([{ gang: 'low', preempted: 'InClusterQueue', isAdmitted: false }])
      expect(namesOf(spared)).toEqual(['normal', 'stays'])
      expect(waits.map(({ isAdmitted }) => isAdmitted)).toEqual([false, false])
    })

    test('work of a tenant with systems of its own runs there, and has no other', async () => {
      const { systems, why } = await staysOnItsOwn(machine)
      expect(systems).toHaveLength(30)
      expect(systems.filter((name) => !name.startsWith('su3-'))).toEqual([])
      expect(why).toMatch(/insufficient unused quota for nvidia\.com\/gpu/)
    })

    test('a system that breaks is replaced after the toleration time, and the rest of its gang runs on', async () => {
      const { lost, before, after, evictions } = await replacesSystem(machine)
      expect(evictions).toEqual([])
      expect(after.filter((name) => before.includes(name))).toEqual(before.filter((name) => !lost.includes(name)))
      expect(after).toHaveLength(8)
    })

    test('a rack that fails takes its gang to other systems, replaced or evicted as a whole', async () => {
      const { lost, before, after, evictions } = await replacesRack(machine)
      expect(before.filter((name) => lost.includes(name)).length).toBeGreaterThan(1)
      expect(after.filter((name) => lost.includes(name))).toEqual([])
      expect(after).toHaveLength(6)
      // which of the two it is hangs on whether the first was replaced before the second was missed
      expect([[], ['NodeFailures']]).toContainEqual(evictions)
    })

    test('a rack in maintenance gets no new work, keeps what runs, and loses it when it is drained', async () => {
      const { lost, before, after, meanwhile, evictions } = await drains(machine)
      expect(before.every((name) => lost.includes(name))).toBe(true)
      expect(meanwhile.filter((name) => lost.includes(name))).toEqual(before)
      expect(after.filter((name) => lost.includes(name))).toEqual([])
      expect(evictions).toEqual([])
    })

    test('a suspended tenant’s work runs on, new work waits, its data stay; active again, what waited runs', async () => {
      const { ran, waits, claim } = await suspends(machine)
      expect(ran).toHaveLength(8)
      expect(waits).toMatchObject({ isAdmitted: false, waitsFor: expect.stringContaining('energy-materials') })
      expect(claim).toBe('results')
    })

    test('a queue held by an expiry stays held through an apply; drained, what runs goes, and comes back after', async () => {
      const { ran, waits, policy, evictions } = await holds(machine)
      expect(ran).toHaveLength(8)
      expect(waits).toMatchObject({ isAdmitted: false, waitsFor: expect.stringContaining('energy-materials') })
      expect(policy).toBe('Hold')
      expect(evictions).toEqual(['ClusterQueueStopped'])
    })
  },
)

function dedicated({ model }: SharedMachine): Set<string> {
  const pools = model.pools.filter(({ name }) => name !== 'shared')
  return new Set(pools.flatMap(({ systems }) => systems.map(({ name }) => name)))
}
