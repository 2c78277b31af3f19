import type { Fact, MaybeFact, SystemModel } from '#catalog'
import { printedCount, printedPower } from '#core'

/** One fact of a generation, for people: its value and source, or the words that say why it is open. */
export interface PrintedFact {
  readonly what: string
  readonly value?: string
  /** Key of the source and grade, such as `RA-H100, V`. */
  readonly source?: string
  readonly grade?: Fact<unknown>['source']['grade']
  readonly open?: string
}

/** What sources say of a generation and what they leave open, as far as the page shows it. */
export function printedFacts({ gpu, rack, computeFabric, supportFabrics, ...system }: SystemModel): PrintedFact[] {
  const count = (value: number) => printedCount(value)
  return [
    printed('GPU', gpu.product, (value) => `${gpu.count} × ${value} a system`),
    printed('memory of a GPU', gpu.memoryMiB, (value) => `${count(value)} MiB`),
    printed('systems of a scalable unit', system.systemsPerScalableUnit, count),
    printed('systems in a rack', rack.systemsPerRack, (value) => value.join(', ')),
    printed('rails', system.rails, (value) => count(value.length)),
    printed('power of a system, at most', system.maxPowerW, printedPower),
    printed('power of a rack', rack.powerW, printedPower),
    printed('height of a system', system.heightU, (value) => `${value}U`),
    printed('weight of a system', system.weightKg, (value) => `${count(value)} kg`),
    printed('cooling', rack.cooling, String),
    printed('PDUs or power shelves of a rack', rack.pdus, count),
    printed('processors', system.cpuModel, String),
    printed('memory of a system', system.memoryGiB, (value) => `${count(value)} GiB`),
    printed('switches of the compute fabric', computeFabric.switchModel, String),
    printed('storage fabric', supportFabrics.storage.kind, String),
    printed('in-band fabric', supportFabrics.inBand.kind, String),
    printed('out-of-band fabric', supportFabrics.outOfBand.kind, String),
    printed('management nodes', system.managementNodes, count),
  ]
}

function printed<Value>(what: string, fact: MaybeFact<Value>, words: (value: Value) => string): PrintedFact {
  if (fact.value === undefined) return { what, open: 'open' in fact ? fact.open : '' }
  if (!('source' in fact)) return { what }
  const { key, grade } = fact.source
  return { what, value: words(fact.value), source: `${key}, ${grade}`, grade }
}
