import { printedPower } from '#core'
import type { RackElevation, RackItem } from '#model'
import { all, type Markup, tag } from '../markup.ts'
import type { DrawnSystem, Picture } from '../picture.ts'
import { label, moved, named } from './drawing.ts'
import { rackTitle, systemTitle } from './floor-plan.ts'
import { outageSign } from './outage-sign.ts'

/** How large racks are drawn, in pixels: all of them to one scale. */
export interface RackScale {
  readonly unit: number
  readonly width: number
  /** What lies between the mounting rails, 19 inches of 600 mm. */
  readonly inner: number
}

/** The scale at which the systems of a pod can be told apart. */
export function rackScale({ model, racks }: Pick<Picture, 'model' | 'racks'>): RackScale {
  const low = (model.generation.heightU.value ?? 8) < 4
  const unit = low ? 8 : 6
  const millimetre = unit / 44.45
  return { unit, width: (racks.length > 0 ? 600 : 0) * millimetre, inner: 482.6 * millimetre }
}

/** One rack from the front, to scale: its frame, and each thing in its rack units. */
export function rackFront(rack: RackElevation, picture: Picture, scale: RackScale): Markup {
  const { unit, width, inner } = scale
  const height = rack.heightU * unit
  const unplaced = rack.items.filter(({ u, kind }) => u === undefined && kind !== 'pdu')
  const floating = rack.items.some(({ u }) => u !== undefined) ? [] : unplaced
  const left = unplaced.length - floating.length
  return tag(
    'g',
    { id: rack.name, class: 'rack' },
    tag('rect', { class: 'panel', width, height }),
    tag('rect', { class: 'paper', x: (width - inner) / 2, width: inner, height }),
    strips(rack.items.filter(({ kind, u }) => kind === 'pdu' && u === undefined).length, scale, height),
    rack.items.map((item) => (item.u === undefined ? undefined : mounted(item, item.u, rack, picture, scale))),
    floating.map((item, index) => {
      const each = height / floating.length
      return moved((width - inner) / 2, height - (index + 1) * each, face(item, inner, each, picture, true))
    }),
    tag('rect', { class: 'frame', width, height }),
    named(rack.name, rackTitle(rack), label(width / 2, height + 13, 'mid', rack.name)),
    rack.drawW > 0 ? label(width / 2, height + 25, 'mid small soft', printedPower(rack.drawW)) : undefined,
    left > 0 ? label(width / 2, height + 36, 'mid small soft', `and ${left} of open height`) : undefined,
  )
}

function mounted(item: RackItem, u: number, rack: RackElevation, picture: Picture, scale: RackScale): Markup {
  const { unit, width, inner } = scale
  const heightU = item.heightU ?? 1
  const y = (rack.heightU - (u - 1) - heightU) * unit
  return moved((width - inner) / 2, y, face(item, inner, heightU * unit, picture, item.heightU === undefined))
}

/** What hangs on the sides: PDUs. */
function strips(count: number, { width, inner, unit }: RackScale, height: number): Markup[] {
  const side = (width - inner) / 2
  return Array.from({ length: count }, (_, index) => {
    const left = index % 2 === 0
    const part = Math.ceil(count / 2)
    const tall = (height - 4 * unit) / part - 2 * unit
    const y = 2 * unit + Math.floor(index / 2) * (tall + 2 * unit)
    const x = left ? side * 0.25 : width - side * 0.75
    return tag('rect', { class: 'device hair pdu', x, y, width: side / 2, height: tall })
  })
}

function face(item: RackItem, width: number, height: number, picture: Picture, open: boolean): Markup {
  const drawn = picture.systems.get(item.name)
  const tone = drawn ? (drawn.system.outage ? 'out' : `t${drawn.key.tone}`) : 'device'
  const kind = item.kind === 'fabric-manager' ? 'free' : tone
  const classes = `${drawn ? 'sys ' : ''}${kind}${open ? ' dash' : ''}${height < 12 ? ' hair' : ''}`
  const title = drawn ? systemTitle(drawn) : itemTitle(item)
  const content = [
    tag('rect', { class: classes, x: 0.5, y: 0.5, width: width - 1, height: Math.max(1, height - 1) }),
    drawn && height >= 24 ? systemFace(drawn, width, height) : plainName(item, height, open),
    drawn?.system.outage
      ? outageSign(drawn.system.outage.state, width - 9, height / 2, Math.min(4, height / 3))
      : undefined,
  ]
  if (drawn || item.kind === 'fabric-manager')
    return tag('a', { href: `#${item.name}`, id: item.name }, tag('title', {}, title), ...content)
  return isSwitch(item) ? named(item.name, title, ...content) : all(tag('g', {}, tag('title', {}, title), ...content))
}

function isSwitch({ kind }: RackItem): boolean {
  return kind === 'leaf' || kind === 'spine' || kind === 'core'
}

function systemFace({ system, key: { name: pool } }: DrawnSystem, width: number, height: number): Markup {
  const room = Math.floor((width - 10) / 4.4)
  const text = pool.length > room ? `${pool.slice(0, room - 1)}…` : pool
  return all(
    label(5, height / 2 - 2, 'strong', shortName(system.name)),
    label(5, height / 2 + 9, 'small', text),
    system.outage
      ? undefined
      : tag('path', { class: 'mark hair', d: `M${width - 5} 5v${height - 10}M5 ${height - 5}H${width - 8}` }),
  )
}

/** From one line of a name to the next, in pixels. */
const lineHeight = 10

function plainName({ name }: RackItem, height: number, open: boolean): Markup {
  if (height < 24) return label(3, height / 2 + 1.6, 'tiny', name)
  const parts = name.split(/-(?=[a-z])/)
  if (!open && height < parts.length * lineHeight + 8) return label(5, height / 2 + 3, 'small', name)
  return all(
    parts.map((part, line) => label(5, height / 2 + 1 + line * lineHeight, '', part)),
    open ? label(5, height / 2 + 2 + parts.length * lineHeight, 'small soft', 'height open') : undefined,
  )
}

/** The part of a name that says which one in its rack: `s4` of `su1-r01-s4`. */
function shortName(name: string): string {
  return name.split('-').at(-1) ?? name
}

function itemTitle({ name, kind, u, heightU, powerW }: RackItem): string {
  const place = u === undefined ? '' : `, from rack unit ${u}`
  const height = heightU === undefined ? '' : `, ${heightU}U`
  const power = powerW === undefined ? '' : `, ${printedPower(powerW)} at most`
  return `${name}, ${kind.replaceAll('-', ' ')}${place}${height}${power}`
}
