import { grouped, type Picture } from '../picture.ts'

/** Where something is in a drawing. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Size of a switch in the drawing of the fabric. */
export const device = { width: 16, height: 14, gap: 2 }

/** Places of the parts of one scalable unit, from its own corner. */
export interface UnitLayout {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly boxes: ReadonlyMap<string, Box>
  /** Where its tiers begin, from the top; those that it has not are left out. */
  readonly tiers: Readonly<Partial<Record<'spines' | 'leaves' | 'systems', number>>>
}

const edge = 8
const lineHeight = device.height + 5
/** Room for the lines between two tiers. */
const room = { spines: 44, leaves: 40 }
/** Racks side by side: a unit with more has them in several lines of one length. */
const mostRacksOfLine = 9

/** A unit from the top: lines of its spines and leaves, then its racks as columns of systems. */
export function unitLayout(name: string, picture: Picture): UnitLayout {
  const spines = switchLines(name, 'spine', picture)
  const leaves = switchLines(name, 'leaf', picture)
  const racks = rackColumns(name, picture)
  const widest = Math.max(8, ...[...spines, ...leaves].map((line) => line.length))
  const cell = { width: 15, height: racks.some((rack) => rack.length > 9) ? 9 : 13, gap: 2 }
  const columns = Math.ceil(racks.length / Math.max(1, Math.ceil(racks.length / mostRacksOfLine)))
  const width = 2 * edge + Math.max(widest * (device.width + device.gap), columns * (cell.width + cell.gap))
  const boxes = new Map<string, Box>()
  const tiers: Partial<Record<'spines' | 'leaves' | 'systems', number>> = {}
  let y = edge
  for (const [tier, lines] of Object.entries({ spines, leaves }) as ['spines' | 'leaves', string[][]][]) {
    if (lines.length === 0) continue
    tiers[tier] = y
    for (const [index, line] of lines.entries()) putLine(line, y + index * lineHeight, width, boxes)
    y += lines.length * lineHeight + room[tier] - 5
  }
  tiers.systems = y
  for (let from = 0; from < racks.length; from += columns) {
    const line = racks.slice(from, from + columns)
    y = putRacks(line, { y, x: (width - columns * (cell.width + cell.gap) + cell.gap) / 2 }, cell, boxes) + 8
  }
  return { name, width, height: y + 18, boxes, tiers }
}

/** One line for each plane, or for each rail where several switches share one. */
function switchLines(name: string, tier: 'spine' | 'leaf', { switches }: Picture): string[][] {
  const members = switches.filter((each) => each.scalableUnit === name && each.tier === tier)
  const many = members.length > 16
  const lines = grouped(members, ({ plane, rail }) => `${plane}${many ? ` ${rail}` : ''}`)
  return [...lines.values()].map((line) => line.map((each) => each.name))
}

function rackColumns(name: string, { model }: Picture): string[][] {
  const displaced = model.displaced.map((place) => ({ ...place, scalableUnit: place.rack.split('-')[0] }))
  const places = [...model.systems, ...displaced].filter(({ scalableUnit }) => scalableUnit === name)
  return [...grouped(places, ({ rack }) => rack).values()].map((rack) => rack.map((each) => each.name))
}

/** Switches of one line, evenly over the width. */
function putLine(line: readonly string[], y: number, width: number, boxes: Map<string, Box>): void {
  const step = (width - 2 * edge) / line.length
  for (const [at, name] of line.entries()) {
    const x = edge + (at + 0.5) * step - device.width / 2
    boxes.set(name, { x, y, width: device.width, height: device.height })
  }
}

/** Racks side by side, systems from the bottom up. @returns where the racks end */
function putRacks(
  racks: readonly (readonly string[])[],
  { x, y }: { readonly x: number; readonly y: number },
  { width, height, gap }: { readonly width: number; readonly height: number; readonly gap: number },
  boxes: Map<string, Box>,
): number {
  const tallest = Math.max(...racks.map((rack) => rack.length))
  for (const [column, rack] of racks.entries()) {
    for (const [inRack, name] of rack.entries()) {
      const top = y + (tallest - 1 - inRack) * (height + gap)
      boxes.set(name, { x: x + column * (width + gap), y: top, width, height })
    }
  }
  return y + tallest * (height + gap)
}
