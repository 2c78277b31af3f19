import { counted, printedPower } from '#core'
import { type FeedRedundancy, powerPlan, type RowPower } from '#model'
import { all, type Markup, tag } from '../markup.ts'
import type { Picture } from '../picture.ts'
import { type Drawing, label, moved } from './drawing.ts'

const left = 150
const bar = 720
const line = 28

/** The most that each row draws, against what its racks may draw. */
export function powerDrawing({ model, racks }: Picture): Drawing {
  const rows = Object.entries(powerPlan(model, racks).rows)
  const most = Math.max(1, ...rows.map(([, { drawW, powerW = 0 }]) => Math.max(drawW, powerW)))
  return {
    name: 'power',
    title: `Power of ${model.title} by row`,
    description: `${counted(rows.length, 'row')}: the most that its systems draw together, and, where it is known, what its racks may draw without end.`,
    width: left + bar + 200,
    height: rows.length * line + 4,
    content: all(rows.map(([row, power], index) => moved(0, 4 + index * line, rowBar(row, power, bar / most)))),
  }
}

function rowBar(row: string, { racks, drawW, powerW }: RowPower, scale: number): Markup {
  const limit = powerW === undefined ? '' : ` of ${printedPower(powerW)}`
  const end = left + Math.max(drawW, powerW ?? 0) * scale
  return all(
    label(0, 13, 'big', `Row ${row}`),
    label(64, 13, 'soft', counted(racks, 'rack')),
    tag('rect', { class: 't0', x: left, width: drawW * scale, height: 18 }),
    powerW === undefined
      ? undefined
      : tag('path', { class: 'limit', d: `M${Math.round(left + powerW * scale)} -3v24` }),
    label(end + 10, 13, '', drawW > 0 ? `${printedPower(drawW)}${limit}` : 'not published'),
  )
}

/** Power and cooling of the whole pod: names with values. */
export function powerFacts({ model, racks }: Picture): readonly (readonly [string, string])[] {
  const { systemsW, siteW, leftW } = model.power
  const { cooling, redundancy } = powerPlan(model, racks)
  const known = (powerW: number | undefined) => (powerW === undefined ? 'not published' : printedPower(powerW))
  return [
    ['all systems, at most', known(systemsW)],
    ['the site gives', known(siteW)],
    ...(leftW === undefined ? [] : [[leftW < 0 ? 'too little by' : 'left', printedPower(Math.abs(leftW))] as const]),
    ['cooling', cooling],
    ['feeds', redundancy === undefined ? 'not published' : redundancyWords(redundancy)],
  ]
}

function redundancyWords({ feeds, supplies, suppliesNeeded, published, feedsSpare }: FeedRedundancy): string {
  const vendor = published === undefined ? '' : ` (${published})`
  const fail = feedsSpare === 0 ? 'no feed' : counted(feedsSpare, 'feed')
  return `${feeds} a rack; the most needs ${suppliesNeeded} of ${supplies} supplies${vendor}, so ${fail} may fail at once`
}
