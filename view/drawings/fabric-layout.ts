import type { ComputeSwitch } from '#model'
import { grouped, type Picture } from '../picture.ts'
import { type Box, device, unitLayout } from './unit-layout.ts'

/** One scalable unit in the drawing of the fabric. */
export interface UnitBox extends Box {
  readonly name: string
}

/** Where everything of the compute fabric is drawn. */
export interface FabricLayout {
  readonly width: number
  readonly height: number
  /** Systems and switches by name. */
  readonly boxes: ReadonlyMap<string, Box>
  readonly units: readonly UnitBox[]
  /** Names of tiers, and where each begins. */
  readonly tiers: readonly { readonly name: string; readonly y: number }[]
  /** Whether units stand in several rows: lines to the switches above would go through other units. */
  readonly folded: boolean
}

const unitGap = { x: 14, y: 34 }
const left = 52
/** Units beside each other, before the others go on below. */
const unitsOfRow = 6
const unitsOfOneRow = 8

/** The compute fabric from the top: cores, spines, leaves, and the systems of each unit, rack by rack. */
export function fabricLayout(picture: Picture): FabricLayout {
  const units = picture.model.scalableUnits.map((name) => unitLayout(name, picture))
  const unitWidth = Math.max(...units.map(({ width }) => width))
  const folded = units.length > unitsOfOneRow || (units[0]?.tiers.spines !== undefined && units.length > unitsOfRow)
  const perRow = folded ? unitsOfRow : units.length
  const width = left + perRow * (unitWidth + unitGap.x) - unitGap.x
  const boxes = new Map<string, Box>()
  const { bottom, tiers } = bands(picture, width, boxes)
  const top = bottom + (tiers.length === 0 ? 18 : folded || tiers.at(-1)?.name === 'cores' ? 46 : 112)
  const rowHeight = Math.max(...units.map(({ height }) => height)) + unitGap.y
  const placed = units.map((unit, index): UnitBox => {
    const x = left + (index % perRow) * (unitWidth + unitGap.x)
    const y = top + Math.floor(index / perRow) * rowHeight
    for (const [name, box] of unit.boxes) {
      boxes.set(name, { ...box, x: box.x + x + (unitWidth - unit.width) / 2, y: box.y + y })
    }
    return { name: unit.name, x, y, width: unitWidth, height: rowHeight - unitGap.y }
  })
  const own = Object.entries(units[0]?.tiers ?? {}).map(([name, y]) => ({ name, y: top + y }))
  const height = top + Math.ceil(units.length / perRow) * rowHeight - unitGap.y
  return { width, height, boxes, units: placed, tiers: [...tiers, ...own], folded }
}

/** Tiers that serve the whole pod, over the whole width. */
function bands({ switches }: Picture, width: number, boxes: Map<string, Box>) {
  const tiers: { name: string; y: number }[] = []
  let y = 4
  for (const tier of ['core', 'spine'] as const) {
    const members = switches.filter((each) => each.tier === tier && each.scalableUnit === undefined)
    if (members.length === 0) continue
    tiers.push({ name: `${tier}s`, y })
    y = band(members, y, width, boxes)
  }
  return { bottom: y, tiers }
}

/** Switches side by side, one line for each plane, more where they would touch. @returns where they end */
function band(members: readonly ComputeSwitch[], y: number, width: number, boxes: Map<string, Box>): number {
  const fit = Math.max(1, Math.floor((width - left) / (device.width + device.gap)))
  let top = y
  for (const line of grouped(members, ({ plane }) => String(plane)).values()) {
    const lines = Math.ceil(line.length / fit)
    const perLine = Math.ceil(line.length / lines)
    const step = (width - left) / perLine
    for (const [index, { name }] of line.entries()) {
      const x = left + ((index % perLine) + 0.5) * step - device.width / 2
      const below = Math.floor(index / perLine) * (device.height + 5)
      boxes.set(name, { x, y: top + below, width: device.width, height: device.height })
    }
    top += lines * (device.height + 5)
  }
  return top
}
