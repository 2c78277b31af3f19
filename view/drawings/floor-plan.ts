import { counted, printedPower } from '#core'
import type { RackElevation, RackItem } from '#model'
import { noKey } from '../key.ts'
import { all, type Markup, tag } from '../markup.ts'
import { type DrawnSystem, grouped, type Picture } from '../picture.ts'
import { type Drawing, label, moved, named } from './drawing.ts'
import { outageSign, outageWords } from './outage-sign.ts'

/** Rows beside each other, before the floor goes on below. */
const rowsOfBay = 10
const headline = 34

/** Racks from above, in pixels. */
interface Scale {
  readonly metre: number
  /** 600 mm, along the row. */
  readonly width: number
  /** 1,200 mm. */
  readonly depth: number
  /** From one row to the next. */
  readonly pitch: number
}

/** The floor from above, to scale: every rack, and in it every system with its pool and state. */
export function floorPlan(picture: Picture): Drawing {
  const rows = [...grouped(picture.racks, ({ row }) => row)]
  const scale = scaleFor(Math.min(rows.length, rowsOfBay))
  const left = scale.pitch - scale.depth
  const bays = Array.from({ length: Math.ceil(rows.length / rowsOfBay) }, (_, bay) =>
    rows.slice(bay * rowsOfBay, (bay + 1) * rowsOfBay),
  )
  let y = 0
  const drawn = bays.map((bay) => {
    const at = y
    y += headline + Math.max(...bay.flatMap(([, racks]) => racks.map(({ column }) => column))) * scale.width + 32
    return bay.map(([name, racks], index) => moved(index * scale.pitch + left, at, row(name, racks, picture, scale)))
  })
  return {
    name: 'floor-plan',
    title: `Floor plan of ${picture.model.title}`,
    description: `${counted(rows.length, 'row')} with ${counted(picture.racks.length, 'rack')}, seen from above; each part of a rack is one system, coloured and lettered by its pool. Our layout: the floor plan is not published.`,
    width: Math.min(rows.length, rowsOfBay) * scale.pitch + 2,
    height: y + 12,
    content: all(drawn, moved(left, y, scaleBar(scale))),
  }
}

// racks of 600 × 1,200 mm with 1,200 mm between rows: usual ones, for no source gives them
function scaleFor(rows: number): Scale {
  const metre = Math.max(46, Math.min(72, 1120 / (rows * 2.4)))
  return { metre, width: 0.6 * metre, depth: 1.2 * metre, pitch: 2.4 * metre }
}

function row(name: string, racks: readonly RackElevation[], picture: Picture, scale: Scale): Markup {
  const units = [...new Set(racks.flatMap(({ scalableUnit }) => scalableUnit ?? []))]
  return all(
    label(0, 11, 'big strong', `Row ${name}`),
    units.length > 0 ? label(0, 25, 'soft', units.join(', ')) : undefined,
    racks.map((rack) => moved(0, headline + (rack.column - 1) * scale.width, rackFromAbove(rack, picture, scale))),
  )
}

function rackFromAbove(rack: RackElevation, picture: Picture, scale: Scale): Markup {
  const places = rack.items.filter(({ kind }) => kind === 'system' || kind === 'fabric-manager')
  const part = scale.depth / Math.max(1, places.length)
  const middle = scale.width / 2
  return named(
    rack.name,
    rackTitle(rack),
    tag('rect', { class: 'device', width: scale.depth, height: scale.width }),
    places.map((item, index) => place(item, { x: index * part, width: part, height: scale.width }, picture)),
    letters(places, part, middle, picture),
    places.length === 0 ? label(scale.depth / 2, middle + 3, 'mid small', rack.role) : undefined,
    label(-5, middle + 3, 'end small soft', rack.name),
  )
}

function place(
  { kind, name }: RackItem,
  box: { readonly x: number; readonly width: number; readonly height: number },
  { systems }: Picture,
): Markup | undefined {
  if (kind === 'fabric-manager') return tag('rect', { class: 'free', ...box })
  const drawn = systems.get(name)
  if (!drawn) return undefined
  const { outage } = drawn.system
  return all(
    tag('rect', { class: `sys ${outage ? 'out' : `t${drawn.key.tone}`}${box.width < 8 ? ' hair' : ''}`, ...box }),
    outage ? outageSign(outage.state, box.x + box.width / 2, box.height / 2, Math.min(4, box.width / 3)) : undefined,
  )
}

/** One letter for each run of systems of one pool. */
function letters(places: readonly RackItem[], part: number, middle: number, { systems }: Picture): Markup[] {
  const runs: { letter: string; from: number; to: number }[] = []
  places.forEach(({ name, kind }, index) => {
    const drawn = systems.get(name)
    const letter = kind === 'fabric-manager' ? 'FM' : drawn?.system.outage ? '' : (drawn?.key.letter ?? '')
    const last = runs.at(-1)
    if (last?.letter === letter) last.to = index
    else runs.push({ letter, from: index, to: index })
  })
  return runs
    .filter(({ letter, from, to }) => letter !== '' && (to - from + 1) * part >= 9)
    .map(({ letter, from, to }) => {
      // in the middle of a system, where one is wide enough: else a line would go through the letter
      const at = part < 9 ? (from + to + 1) / 2 : Math.floor((from + to) / 2) + 0.5
      return label(at * part, middle + 3.5, 'mid strong', letter)
    })
}

/** What a rack is, in one line. */
export function rackTitle({ name, role, row: rowName, column, items, drawW, powerW }: RackElevation): string {
  const systems = items.filter(({ kind }) => kind === 'system').length
  const what = systems > 0 ? counted(systems, 'system') : `${role} rack`
  const limit = powerW === undefined ? '' : ` of ${printedPower(powerW)}`
  const power = drawW > 0 ? `, ${printedPower(drawW)}${limit}` : ''
  return `${name}, row ${rowName} place ${column}: ${what}${power}`
}

function scaleBar({ metre }: Scale): Markup {
  return all(
    tag('path', { class: 'limit', d: `M0 -4v8M0 0h${2 * metre}M${2 * metre} -4v8` }),
    label(2 * metre + 8, 3.5, 'soft', '2 m; racks of 600 × 1,200 mm'),
  )
}

/** A system in one line: what it is called, whose it is, and why it takes no work. */
export function systemTitle({ system, key }: DrawnSystem): string {
  const state = system.outage ? `, ${outageWords[system.outage.state]}` : ''
  return `${system.name}, ${key === noKey ? noKey.name : `pool ${key.name}`}${state}`
}
