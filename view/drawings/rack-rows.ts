import { counted } from '#core'
import type { RackElevation } from '#model'
import { all, type Markup, tag } from '../markup.ts'
import { grouped, type Picture } from '../picture.ts'
import { type Drawing, label, moved } from './drawing.ts'
import { type RackScale, rackFront, rackScale } from './rack-front.ts'

const gap = 12
const ruler = 24

/** The racks of each row from the front, to scale, one drawing a row. */
export function rackRows(picture: Picture): Drawing[] {
  const scale = rackScale(picture)
  return [...grouped(picture.racks, ({ row }) => row)].map(([row, racks]) => rackRow(row, racks, picture, scale))
}

function rackRow(row: string, racks: readonly RackElevation[], picture: Picture, scale: RackScale): Drawing {
  const first = Math.min(...racks.map(({ column }) => column))
  const last = Math.max(...racks.map(({ column }) => column))
  const tallest = Math.max(...racks.map(({ heightU }) => heightU))
  return {
    name: `racks-${row}`,
    title: `Racks of row ${row}`,
    description: `${counted(racks.length, 'rack')} from the front, ${tallest} rack units tall. Our layout: places in racks are not published.`,
    width: ruler + (last - first + 1) * (scale.width + gap),
    height: tallest * scale.unit + 40,
    content: all(
      unitRuler(tallest, scale),
      racks.map((rack) => {
        const x = ruler + (rack.column - first) * (scale.width + gap)
        return moved(x, (tallest - rack.heightU) * scale.unit, rackFront(rack, picture, scale))
      }),
    ),
  }
}

function unitRuler(tallest: number, { unit }: RackScale): Markup {
  const marks = Array.from({ length: Math.floor(tallest / 6) }, (_, index) => (index + 1) * 6)
  return all(
    marks.map((u) => label(ruler - 8, (tallest - u + 0.5) * unit + 3, 'end small soft', String(u))),
    tag('path', { class: 'rule', d: marks.map((u) => `M${ruler - 5} ${(tallest - u + 0.5) * unit}h3`).join('') }),
  )
}
