import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generations } from '#catalog'
import { type Cable, cabling, computeSwitches, type PodModel } from '#model'
import { type AnySystems, anyPod } from '../kit/any-pod.ts'

/** Sizes that every generation is judged at; large ones are rarer, as they take long. */
const anySize = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 2, arbitrary: fc.integer({ min: 13, max: 24 }) },
  { weight: 1, arbitrary: fc.integer({ min: 25, max: 64 }) },
)

/** A pod of any generation and size, with all systems, or any number of them. */
const anySystems: fc.Arbitrary<AnySystems> = fc
  .tuple(fc.constantFrom(...Object.keys(generations)), anySize, fc.option(fc.double({ min: 0, max: 1, noNaN: true })))
  .map(([generation, scalableUnits, part]) => {
    const places = scalableUnits * (generations[generation]?.systemsPerScalableUnit.value ?? 0)
    return {
      generation,
      scalableUnits,
      ...(part === null ? {} : { count: Math.max(1, Math.round(part * places)) }),
    }
  })

const runs = { numRuns: 40 }

function ofKind(cables: readonly Cable[], kind: string): Cable[] {
  return cables.filter((cable) => cable.kind === kind)
}

/** How many cables they are: links that are part of one cable count once. */
function cableCount(links: readonly Cable[]): number {
  return new Set(links.map(({ label, partOf }) => partOf ?? label)).size
}

/** Links between two devices, by their names. */
function linksBetween(links: readonly Cable[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { from, to } of links) {
    const pair = `${from.device} ${to.device}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}

/** Links that end at a device, on one side. */
function linksAt(links: readonly Cable[], side: 'from' | 'to'): Map<string, number> {
  const counts = new Map<string, number>()
  for (const cable of links) counts.set(cable[side].device, (counts.get(cable[side].device) ?? 0) + 1)
  return counts
}

test('no port is used twice, and no label is on two cables', () => {
  fc.assert(
    fc.property(anySystems, (systems) => {
      const { cables } = cabling(anyPod(systems))
      const ends = cables.flatMap(({ from, to }) => [from, to]).map(({ device, port }) => `${device} ${port}`)
      expect(new Set(ends).size).toBe(ends.length)
      expect(new Set(cables.map(({ label }) => label)).size).toBe(cables.length)
    }),
    runs,
  )
})

test('no switch uses more ports than it has, nor one that it does not have', () => {
  fc.assert(
    fc.property(anySystems, (systems) => {
      const pod = anyPod(systems)
      const ports = new Map(computeSwitches(pod).map((each) => [each.name, each.ports]))
      for (const end of cabling(pod).cables.flatMap(({ from, to }) => [from, to])) {
        const most = ports.get(end.device)
        if (most === undefined) continue
        const port = Number(end.port.slice(1))
        if (!(port >= 1 && port <= most)) throw new Error(`${end.device} has no port ${end.port}`)
      }
    }),
    runs,
  )
})

test('the counts of the fabric are the cables and the switches that are listed', () => {
  fc.assert(
    fc.property(anySystems, (systems) => {
      const pod = anyPod(systems)
      const { compute } = pod.fabric
      const { cables, open } = cabling(pod)
      const isOpen = (kind: string) => open.some((each) => each.fabric === 'compute' && each.kind === kind)
      const listed = (kind: string) => (isOpen(kind) ? undefined : cableCount(ofKind(cables, kind)))
      if (!isOpen('system-leaf')) expect(listed('system-leaf')).toBe(compute.systemCables)
      expect(listed('manager-leaf')).toBe(compute.managerCables)
      expect(listed('leaf-spine')).toBe(compute.leafSpineCables)
      if (compute.coreSwitches !== undefined) expect(listed('spine-core')).toBe(compute.spineCoreCables)
      const tiers = computeSwitches(pod).map(({ tier }) => tier)
      const count = (tier: string) => tiers.filter((each) => each === tier).length
      expect(count('leaf')).toBe(compute.leafSwitches ?? 0)
      expect(count('spine')).toBe(compute.spineSwitches ?? 0)
      expect(count('core')).toBe(compute.coreSwitches ?? 0)
    }),
    runs,
  )
})

test('GPU r of every system of a unit is on a leaf of rail r of that unit, once in each plane', () => {
  fc.assert(
    fc.property(anySystems, (systems) => {
      const pod = anyPod(systems)
      const leaves = new Map(computeSwitches(pod).map((each) => [each.name, each]))
      const unitOf = new Map(pod.systems.map(({ name, scalableUnit }) => [name, scalableUnit]))
      for (const { from, to, rail, plane } of ofKind(cabling(pod).cables, 'system-leaf')) {
        const leaf = leaves.get(to.device)
        const asWanted = leaf?.rail === rail && leaf?.plane === plane && leaf?.scalableUnit === unitOf.get(from.device)
        if (!asWanted) throw new Error(`rail ${rail} of ${from.device} is on ${to.device}`)
      }
    }),
    runs,
  )
})

test('every leaf has the same number of links to every spine that it meets, and meets all of its plane in two tiers', () => {
  fc.assert(
    fc.property(anySystems, (systems) => {
      const pod = anyPod(systems)
      const links = ofKind(cabling(pod).cables, 'leaf-spine')
      expect(new Set(linksBetween(links).values()).size).toBeLessThanOrEqual(1)
      if (pod.fabric.compute.coreSwitches !== 0 || pod.generation.computeFabric.tiers.kind !== 'rule') return
      const { leafSwitches = 0, spineSwitches = 0 } = pod.fabric.compute
      const { planes } = pod.generation.computeFabric.tiers
      expect(linksBetween(links).size).toBe((leafSwitches * spineSwitches) / planes)
    }),
    runs,
  )
})

test('no layer is blocking: a switch has as many links up as it can have down', () => {
  fc.assert(
    fc.property(anySystems, (systems) => {
      const places = systems.scalableUnits * (generations[systems.generation]?.systemsPerScalableUnit.value ?? 0)
      const { cables } = cabling(anyPod({ ...systems, count: places }))
      const upper = ofKind(cables, 'leaf-spine')
      if (upper.length > 0) expect(linksAt(upper, 'from')).toEqual(linksAt(ofKind(cables, 'system-leaf'), 'to'))
      const core = ofKind(cables, 'spine-core')
      if (core.length > 0) expect(linksAt(core, 'from')).toEqual(linksAt(upper, 'to'))
    }),
    runs,
  )
})

test('in three tiers every unit reaches every core, and every port of a core is used', () => {
  fc.assert(
    fc.property(fc.integer({ min: 9, max: 64 }), (scalableUnits) => {
      const pod = anyPod({ generation: 'dgx-h100', scalableUnits })
      const links = ofKind(cabling(pod).cables, 'spine-core')
      const reached = new Set(links.map(({ from, to }) => `${from.device.split('-')[0]} ${to.device}`))
      expect(reached.size).toBe(scalableUnits * (pod.fabric.compute.coreSwitches ?? 0))
      expect(new Set(linksAt(links, 'to').values())).toEqual(new Set([64]))
    }),
    { numRuns: 12 },
  )
})

test('sixteen units of GB200 join all rails in the cores: every core takes one link of each rail of each unit', () => {
  const links = ofKind(cabling(anyPod({ generation: 'dgx-gb200', scalableUnits: 16 })).cables, 'spine-core')
  const spines = links.map(({ from, to }) => `${from.device.replace(/-spine-\d+$/, '')} ${to.device}`)
  expect(new Set(spines).size).toBe(links.length)
  expect(new Set(linksAt(links, 'to').values())).toEqual(new Set([64]))
})

test('labels stay what they are when a unit is added, and so do both ends of the cables of systems', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(generations)), fc.integer({ min: 1, max: 12 }), (generation, units) => {
      const before = cabling(anyPod({ generation, scalableUnits: units })).cables
      const after = new Map(
        cabling(anyPod({ generation, scalableUnits: units + 1 })).cables.map((cable) => [cable.label, cable]),
      )
      for (const { label, kind, from, to } of before) {
        const same = after.get(label)
        const isSame = same?.from.device === from.device && same.from.port === from.port
        const leads = kind !== 'system-leaf' || (same?.to.device === to.device && same.to.port === to.port)
        if (!isSame || !leads) throw new Error(`${label} is another cable with one unit more`)
      }
    }),
    { numRuns: 15 },
  )
})

test('the same pod gives the same plan, byte by byte', () => {
  fc.assert(
    fc.property(anySystems, (systems) => {
      expect(JSON.stringify(cabling(anyPod(systems)))).toBe(JSON.stringify(cabling(anyPod(systems))))
    }),
    { numRuns: 12 },
  )
})

test('the fabric manager has the place of the last system, on the first four leaves of the last unit', () => {
  const pod = anyPod({ generation: 'dgx-h100', scalableUnits: 6 })
  const manager = ofKind(cabling(pod).cables, 'manager-leaf')
  expect(manager.map(({ to }) => `${to.device} ${to.port}`)).toEqual([
    'su6-leaf-1 p32',
    'su6-leaf-2 p32',
    'su6-leaf-3 p32',
    'su6-leaf-4 p32',
  ])
  expect(new Set(manager.map(({ from }) => from.rack))).toEqual(new Set(['su6-r08']))
})

test('a cable of a system says what a person needs to lay it', () => {
  const pod = anyPod({ generation: 'dgx-h100', scalableUnits: 6 })
  const [first] = cabling(pod).cables
  expect(first).toMatchObject({
    label: 'su1-r01-s1-rail0',
    fabric: 'compute',
    kind: 'system-leaf',
    gbps: 400,
    rail: 0,
    lengthClass: 'in-row',
    from: { rack: 'su1-r01', u: 1, device: 'su1-r01-s1', port: 'OSFP4P2' },
    to: { device: 'su1-leaf-1', port: 'p1' },
  })
})

test('the two links of a Spectrum-X GPU are one cable to two planes', () => {
  const { cables } = cabling(anyPod({ generation: 'dgx-b300-spectrum-x', scalableUnits: 1 }))
  expect(cables.slice(0, 2)).toMatchObject([
    { label: 'su1-r01-s1-rail0-plane1', partOf: 'su1-r01-s1-rail0', plane: 1, to: { device: 'su1-plane1-leaf-1' } },
    { label: 'su1-r01-s1-rail0-plane2', partOf: 'su1-r01-s1-rail0', plane: 2, to: { device: 'su1-plane2-leaf-1' } },
  ])
})

test('a cable of two links begins at one device', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), (scalableUnits) => {
      const { cables } = cabling(anyPod({ generation: 'dgx-b300-spectrum-x', scalableUnits }))
      const lower = new Map<string, string[]>()
      for (const { partOf = '', from } of cables) lower.set(partOf, [...(lower.get(partOf) ?? []), from.device])
      expect(lower.size).toBe(cables.length / 2)
      expect([...lower.values()].every(([a, b]) => a === b)).toBe(true)
    }),
    { numRuns: 6 },
  )
})

test('what cannot be listed port by port is told with its reason, and with its count where that is known', () => {
  const open = (pod: PodModel) =>
    Object.fromEntries(cabling(pod).open.map((each) => [`${each.fabric} ${each.kind}`, each]))
  expect(open(anyPod({ generation: 'dgx-h100', scalableUnits: 4 }))).toMatchObject({
    'in-band system-switch': { cables: 254 },
    'out-of-band system-switch': { cables: 127 },
  })
  expect(open(anyPod({ generation: 'dgx-rubin-nvl8', scalableUnits: 1 }))).toMatchObject({
    'compute system-leaf': { cables: 576, reason: expect.stringContaining('not published') },
    'compute leaf-spine': { reason: expect.stringContaining('not published') },
  })
})
