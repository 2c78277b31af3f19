import { expect, test } from 'vitest'
import { generations } from '#catalog'
import { cableBill, cabling } from '#model'
import { anyPod } from '../kit/any-pod.ts'

test('the bill of four scalable units of DGX H100 is the published one, line by line', () => {
  const bill = cableBill(anyPod({ generation: 'dgx-h100', scalableUnits: 4 }))
  expect(bill.map(({ fabric, what, count, gbps }) => [fabric, what, count, gbps])).toEqual([
    ['compute', 'systems to leaves', 127 * 8, 400],
    ['compute', 'fabric manager to leaves', 4, 400],
    ['compute', 'leaves to spines', 1024, 400],
    ['in-band', 'systems', 254, 100],
    ['in-band', 'management nodes', 8, undefined],
    ['in-band', 'uplinks', 4, undefined],
    ['in-band', 'inter-switch links', 6, undefined],
    ['in-band', 'NFS', 8, undefined],
    ['in-band', 'leaf to core', 24, undefined],
    ['out-of-band', 'systems', 127, 1],
    ['out-of-band', 'InfiniBand switches', 64, 1],
    ['out-of-band', 'management nodes and fabric managers', 8, 1],
    ['out-of-band', 'in-band switches', 8, 1],
    ['out-of-band', 'PDUs', 108, 1],
    ['out-of-band', 'fabric managers back to back', 2, 1],
    ['out-of-band', 'uplinks to in-band', 16, 100],
    ['storage', 'NDR, systems included', 494, 400],
    ['storage', '2 × 200 Gb/s', 48, 200],
    ['storage', 'of the first kind that the source does not name', 2, undefined],
    ['storage', 'of the second kind that the source does not name', 4, undefined],
  ])
})

test('the published 2,040 compute cables and ours, 2,044, differ by those of the fabric manager, and the bill says so', () => {
  const compute = cableBill(anyPod({ generation: 'dgx-h100', scalableUnits: 4 })).filter(
    ({ fabric }) => fabric === 'compute',
  )
  expect(compute.reduce((sum, { count = 0 }) => sum + count, 0)).toBe(2044)
  const manager = compute.find(({ what }) => what === 'fabric manager to leaves')
  expect(manager?.note).toContain('2040')
  expect(manager?.note).toContain('2044')
})

test('the bill of another size, or of a generation without a published bill, quotes none', () => {
  for (const pod of [
    anyPod({ generation: 'dgx-h100', scalableUnits: 6 }),
    anyPod({ generation: 'dgx-b200', scalableUnits: 4 }),
    anyPod({ generation: 'dgx-h200', scalableUnits: 4 }),
  ]) {
    const manager = cableBill(pod).find(({ kind }) => kind === 'manager-leaf')
    expect(manager).toMatchObject({ count: 4 })
    expect(manager?.note).toBeUndefined()
  }
})

test('a line of cables that are in the plan has the kind that they have there', () => {
  const pod = anyPod({ generation: 'dgx-h100', scalableUnits: 16 })
  const planned = new Set(cabling(pod).cables.map(({ kind }) => kind))
  expect(new Set(cableBill(pod).flatMap(({ kind }) => kind ?? []))).toEqual(planned)
})

test.each(Object.keys(generations))(
  'every line of the bill of %s has a count with its source, or says why not',
  (generation) => {
    for (const scalableUnits of [1, 4, 16]) {
      for (const line of cableBill(anyPod({ generation, scalableUnits }))) {
        if (line.count === undefined) expect(line.note).toBeTruthy()
        else expect(line.source?.key).toBeTruthy()
      }
    }
  },
)

test('beyond the published size only what rules give is counted', () => {
  const bill = cableBill(anyPod({ generation: 'dgx-h100', scalableUnits: 6 }))
  expect(bill.filter(({ count }) => count === undefined).map(({ fabric, what }) => [fabric, what])).toEqual([
    ['in-band', 'all others'],
    ['out-of-band', 'all others'],
    ['storage', 'all others'],
  ])
})
