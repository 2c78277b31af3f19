import type { MaybeFact, SupportFabric } from '#catalog'
import { type ComputeSwitch, computeSwitches, type PodModel } from '#model'
import { type BillLine, derived, perPlace } from './bill-line.ts'
import type { PhysicalPlan } from './physical-plan.ts'

/** Switches, fabric by fabric, and those that stand in the racks of systems. */
export function switchLines(plan: PhysicalPlan): BillLine[] {
  const { generation, racks } = plan.model
  const { storage, inBand, outOfBand } = generation.supportFabrics
  const { nvlinkSwitchTrays, managementSwitches } = generation.rack
  const units = plan.model.scalableUnits.length
  const inRacks = (item: string, each: MaybeFact<number> | undefined): BillLine[] =>
    each ? [{ category: 'switch', item, ...perPlace(racks.length, each) }] : []
  return [
    ...computeLines(plan),
    ...supportLines('storage', storage, units),
    ...supportLines('in-band', inBand, units),
    ...supportLines('out-of-band', outOfBand, units),
    ...inRacks('NVLink switch tray', nvlinkSwitchTrays),
    ...inRacks('management switch in a rack of systems', managementSwitches),
  ]
}

/** Tiers of the compute fabric: the count that says how many there are, and the cables that are open where it is. */
const tiers = [
  { tier: 'leaf', count: 'leafSwitches', cables: 'system-leaf' },
  { tier: 'spine', count: 'spineSwitches', cables: 'leaf-spine' },
  { tier: 'core', count: 'coreSwitches', cables: 'spine-core' },
] as const

function computeLines(plan: PhysicalPlan): BillLine[] {
  const { fabric, generation } = plan.model
  const switches = computeSwitches(plan.model)
  return tiers.flatMap(({ tier, count, cables }): BillLine[] => {
    if (fabric.compute[count] === 0) return []
    const own = switches.filter((each) => each.tier === tier)
    const line = { category: 'switch' as const, item: `compute ${tier}` }
    if (own.length === 0) return [{ ...line, ...modelOf(generation), note: openReason(plan, cables) }]
    return [{ ...line, ...modelOf(generation), quantity: own.length, ...sourceOf(plan.model), ...portsNote(own) }]
  })
}

function modelOf({ computeFabric: { switchModel } }: PodModel['generation']): { model?: string } {
  return switchModel.value === undefined ? {} : { model: switchModel.value }
}

function sourceOf({ generation }: PodModel): Pick<BillLine, 'source'> {
  const { tiers } = generation.computeFabric
  return tiers.kind === 'open' ? {} : { source: derived(tiers.leafUplinks) }
}

function portsNote([first]: readonly ComputeSwitch[]): Pick<BillLine, 'note'> {
  return first ? { note: `${first.ports} links each` } : {}
}

function openReason(plan: PhysicalPlan, kind: string): string {
  const { open } = plan.cabling()
  const compute = open.filter(({ fabric }) => fabric === 'compute')
  // a tier above one that is open is open for the same reason
  const own = compute.find((each) => each.kind === kind) ?? compute[0]
  return own?.reason ?? 'no source counts them'
}

function supportLines(name: string, { published }: SupportFabric, scalableUnits: number): BillLine[] {
  const category = 'switch' as const
  if (published.value === undefined) return [{ category, item: `${name} switch`, note: published.open }]
  const { value, source } = published
  return value.switches.map(({ role, model, count }) => {
    const line = { category, item: `${role} switch`, model }
    return value.scalableUnits === scalableUnits
      ? { ...line, quantity: count, source }
      : { ...line, note: `${source.key} counts ${count} for ${value.scalableUnits} scalable units, and no other size` }
  })
}
