import { type Cable, type CableBillLine, cableBill, type LengthClass } from '#model'
import type { BillLine } from './bill-line.ts'
import type { PhysicalPlan } from './physical-plan.ts'

const lengthClasses: readonly LengthClass[] = ['in-rack', 'in-row', 'row-to-row']

/** Cables, fabric by fabric: by length class where both ends of each are known. */
export function cableLines(plan: PhysicalPlan): BillLine[] {
  const lengths = cableLengths(plan.cabling().cables)
  return cableBill(plan.model).flatMap((line) => {
    const own = line.kind && lengths.get(line.kind)
    if (!own) return [billed(line)]
    return lengthClasses.flatMap((lengthClass) => {
      const quantity = own.get(lengthClass)
      return quantity === undefined ? [] : [{ ...billed(line), quantity, lengthClass }]
    })
  })
}

function billed({ fabric, what, count, gbps, source, note }: CableBillLine): BillLine {
  return {
    category: 'cable',
    item: `${fabric}: ${what}`,
    ...(count === undefined ? {} : { quantity: count }),
    ...(gbps === undefined ? {} : { linkGbps: gbps }),
    ...(source === undefined ? {} : { source }),
    ...(note === undefined ? {} : { note }),
  }
}

type Lengths = ReadonlyMap<LengthClass, number>

/** How many cables of each kind reach how far; one of several links is as long as its longest. */
function cableLengths(cables: readonly Cable[]): ReadonlyMap<Cable['kind'], Lengths> {
  const byKind = new Map<Cable['kind'], Map<string, number>>()
  for (const { kind, partOf, label, lengthClass } of cables) {
    const own = byKind.get(kind) ?? new Map<string, number>()
    byKind.set(kind, own)
    const cable = partOf ?? label
    own.set(cable, Math.max(own.get(cable) ?? 0, lengthClasses.indexOf(lengthClass)))
  }
  return new Map([...byKind].map(([kind, own]) => [kind, tally([...own.values()])]))
}

function tally(classes: readonly number[]): Lengths {
  const counts = lengthClasses.map((name, index): [LengthClass, number] => [
    name,
    classes.filter((each) => each === index).length,
  ])
  return new Map(counts.filter(([, count]) => count > 0))
}
