import { leastManagementNodes, rackEquipment } from '#catalog'
import type { PodModel, RackElevation } from '#model'
import { type BillLine, derived, perPlace, type Quantity } from './bill-line.ts'
import type { PhysicalPlan } from './physical-plan.ts'

/** The systems. */
export function systemLines({ model }: PhysicalPlan): BillLine[] {
  const { generation, systems, displaced, count } = model
  const trays = generation.rack.nvlinkSwitchTrays ? ['compute trays: each is one node of Kubernetes'] : []
  const { weightKg } = generation
  const weight = weightKg.value === undefined ? 'weight not published' : `${weightKg.value} kg each`
  const notes = [...trays, ...displaced.map(({ name, reason }) => `${name} is the place of the ${reason}`), weight]
  return [
    {
      category: 'system',
      item: generation.title,
      model: generation.generation,
      quantity: systems.length,
      ...(count === undefined ? { source: derived(generation.systemsPerScalableUnit) } : {}),
      note: notes.join('; '),
    },
  ]
}

/** The racks, by what they are for: their number is our floor plan's. */
export function rackLines(plan: PhysicalPlan): BillLine[] {
  const { generation } = plan.model
  const ours = 'by our floor plan: none is published'
  const compute = racksOf(plan, 'compute').length
  return [
    { category: 'rack', item: 'rack with systems', quantity: compute, source: derived(generation.rack.systemsPerRack) },
    { category: 'rack', item: 'network rack', ...someRacks(racksOf(plan, 'network').length, plan, ours) },
    { category: 'rack', item: 'management rack', ...someRacks(racksOf(plan, 'management').length, plan, ours) },
  ]
}

function someRacks(count: number, { model }: PhysicalPlan, note: string): Quantity {
  const rule = rackEquipment[model.generation.generation]?.managementRacks
  if (count === 0) return { note: 'what would stand in them is open' }
  return rule?.value === undefined
    ? { note: `${note}; ours has ${count}` }
    : { quantity: count, source: rule.source, note }
}

/** Management nodes and fabric managers. */
export function serverLines({ model }: PhysicalPlan): BillLine[] {
  return [
    { category: 'server', item: 'management node', ...managementQuantity(model) },
    { category: 'server', item: 'fabric manager', ...managerQuantity(model) },
  ]
}

function managementQuantity({ generation, managementNodes }: PodModel): Quantity {
  const quantity = managementNodes.length
  const { managementNodes: usual } = generation
  if (usual.value === quantity) return { quantity, source: usual.source }
  const least = usual.value === undefined && quantity === leastManagementNodes.value
  return least
    ? { quantity, source: leastManagementNodes.source, note: 'the fewest that a control plane takes' }
    : { quantity }
}

function managerQuantity({ generation, scalableUnits, displaced }: PodModel): Quantity {
  const { bill } = generation.supportFabrics
  const place = displaced.map(({ name }) => `the one of the compute fabric takes the place ${name}`)
  if (bill?.value.scalableUnits === scalableUnits.length) {
    return { quantity: bill.value.fabricManagers, source: bill.source, note: ['of all fabrics', ...place].join('; ') }
  }
  const open = bill
    ? `${bill.source.key} counts those of all fabrics for ${bill.value.scalableUnits} scalable units only`
    : 'no source counts those of all fabrics'
  return { note: [open, ...place].join('; ') }
}

/** What feeds the racks. */
export function powerLines(plan: PhysicalPlan): BillLine[] {
  const { generation } = plan.model
  const equipment = rackEquipment[generation.generation]
  const feed = equipment?.feed === 'power-shelf' ? 'power shelf' : 'PDU'
  const support = [...racksOf(plan, 'network'), ...racksOf(plan, 'management')].length
  return [
    {
      category: 'power',
      item: `${feed} of a rack with systems`,
      ...perPlace(racksOf(plan, 'compute').length, generation.rack.pdus),
    },
    {
      category: 'power',
      item: 'PDU of a rack without systems',
      ...(equipment ? perPlace(support, equipment.supportPdus) : {}),
    },
  ]
}

/** Storage: reference architectures leave it to whoever sells it. */
export function storageLines(): BillLine[] {
  return [{ category: 'storage', item: 'storage', note: 'the certified partner sets its capacity and components' }]
}

function racksOf(plan: PhysicalPlan, role: RackElevation['role']): RackElevation[] {
  return plan.racks().filter((rack) => rack.role === role)
}
