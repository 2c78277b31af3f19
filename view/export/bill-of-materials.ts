import { counted } from '#core'
import type { BillLine } from './bill-line.ts'
import { cableLines } from './cable-lines.ts'
import { type Columns, csv, published } from './csv.ts'
import { powerLines, rackLines, serverLines, storageLines, systemLines } from './equipment-lines.ts'
import type { ExportFile } from './export-file.ts'
import type { PhysicalPlan } from './physical-plan.ts'
import { switchLines } from './switch-lines.ts'

const columns: Columns<BillLine> = {
  category: ({ category }) => category,
  item: ({ item }) => item,
  model: ({ category, model }) => (category === 'switch' ? published(model) : model),
  quantity: ({ quantity }) => published(quantity),
  length_class: ({ category, lengthClass }) => (category === 'cable' ? published(lengthClass) : undefined),
  link_gbps: ({ category, linkGbps }) => (category === 'cable' ? published(linkGbps) : undefined),
  source: ({ source, quantity }) => source?.key ?? (quantity === undefined ? undefined : 'config'),
  grade: ({ source }) => source?.grade,
  note: ({ note }) => note,
}

/** All that has to be bought, as far as it is known; what sources leave open has a line that says so. */
export function billOfMaterials(plan: PhysicalPlan): ExportFile {
  const lines = [
    ...systemLines(plan),
    ...rackLines(plan),
    ...switchLines(plan),
    ...serverLines(plan),
    ...powerLines(plan),
    ...storageLines(),
    ...cableLines(plan),
  ]
  return {
    name: 'bill-of-materials.csv',
    content: csv(columns, lines),
    rows: lines.length,
    size: counted(lines.length, 'line'),
  }
}
