import { counted } from '#core'
import type { PodModel, RackElevation, RackItem } from '#model'
import { type Columns, csv, published } from './csv.ts'
import type { ExportFile } from './export-file.ts'
import type { PhysicalPlan } from './physical-plan.ts'

interface PlacedItem {
  readonly rack: RackElevation
  readonly item: RackItem
  /** Of a system: why it takes no work, or that it does. */
  readonly state?: string
  readonly serial?: string
}

const columns: Columns<PlacedItem> = {
  rack: ({ rack }) => rack.name,
  role: ({ rack }) => rack.role,
  scalable_unit: ({ rack }) => rack.scalableUnit,
  row: ({ rack }) => rack.row,
  column: ({ rack }) => rack.column,
  rack_height_u: ({ rack }) => rack.heightU,
  rack_power_w: ({ rack }) => published(rack.powerW),
  rack_draw_w: ({ rack }) => published(rack.drawW || undefined),
  item: ({ item }) => item.name,
  kind: ({ item }) => item.kind,
  u: ({ item }) => published(item.u),
  height_u: ({ item }) => published(item.heightU),
  power_w: ({ item }) => published(item.powerW),
  weight_kg: ({ item }) => published(item.weightKg),
  state: ({ state }) => state,
  serial: ({ serial }) => serial,
}

/** Every item of every rack: rack by rack, from the bottom up. */
export function rackTable(plan: PhysicalPlan): ExportFile {
  const facts = systemFacts(plan.model)
  const rows = plan
    .racks()
    .flatMap((rack) => rack.items.map((item): PlacedItem => ({ rack, item, ...facts.get(item.name) })))
  return { name: 'racks.csv', content: csv(columns, rows), rows: rows.length, size: counted(rows.length, 'item') }
}

function systemFacts({ systems, inventory }: PodModel): ReadonlyMap<string, Pick<PlacedItem, 'state' | 'serial'>> {
  return new Map(
    systems.map(({ name, outage }) => {
      const serial = inventory[name]?.serial
      return [name, { state: outage?.state ?? 'in service', ...(serial === undefined ? {} : { serial }) }]
    }),
  )
}
