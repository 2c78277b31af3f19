import { counted, wordList } from '#core'
import type { Cable } from '#model'
import { type Columns, csv, published } from './csv.ts'
import type { ExportFile } from './export-file.ts'
import type { PhysicalPlan } from './physical-plan.ts'

const columns: Columns<Cable> = {
  label: ({ label }) => label,
  part_of: ({ partOf }) => partOf,
  fabric: ({ fabric }) => fabric,
  kind: ({ kind }) => kind,
  link_gbps: ({ gbps }) => gbps,
  length_class: ({ lengthClass }) => lengthClass,
  plane: ({ plane }) => plane,
  rail: ({ rail }) => rail,
  from_rack: ({ from }) => from.rack,
  from_u: ({ from }) => published(from.u),
  from_device: ({ from }) => from.device,
  from_port: ({ from }) => from.port,
  to_rack: ({ to }) => to.rack,
  to_u: ({ to }) => published(to.u),
  to_device: ({ to }) => to.device,
  to_port: ({ to }) => to.port,
}

/** Every cable with both its ends; a cable of several links has a row for each of them. */
export function cablingTable(plan: PhysicalPlan): ExportFile {
  const { cables, open } = plan.cabling()
  const kinds = open.filter(({ fabric }) => fabric === 'compute').map(({ kind }) => kind)
  const missing = kinds.length > 0 ? `; ${wordList(kinds, 'and')} cables are not published` : ''
  return {
    name: 'cabling.csv',
    content: csv(columns, cables),
    rows: cables.length,
    size: `${counted(cables.length, 'link')}${missing}`,
  }
}
