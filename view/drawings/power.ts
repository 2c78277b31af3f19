import { counted, printedPower } from '#core'
import { type FeedRedundancy, type PowerPlan, powerPlan, type RowPower } from '#model'
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

/** Power and cooling of the pod in a few sentences. */
export function powerWords({ model, racks }: Picture): string {
  const { systemsW, siteW, leftW } = model.power
  const { cooling, redundancy }: PowerPlan = powerPlan(model, racks)
  const sentences = [
    systemsW === undefined
      ? 'What the systems draw is not published'
      : `All systems draw ${printedPower(systemsW)} at most, and all of it becomes heat`,
    siteW === undefined || leftW === undefined
      ? 'what the site gives is not published'
      : `the site gives ${printedPower(siteW)}, which leaves ${printedPower(Math.abs(leftW))}${leftW < 0 ? ' too little' : ''}`,
    `cooling by ${cooling}`,
    ...(redundancy === undefined ? [] : [redundancyWords(redundancy)]),
  ]
  return `${sentences.join('; ')}. Switches and management nodes are not in these numbers: no source gives their power.`
}

function redundancyWords({ feeds, supplies, suppliesNeeded, published, feedsSpare }: FeedRedundancy): string {
  const vendor = published === undefined ? '' : `, ${published} in the vendor’s words`
  const fail = feedsSpare === 0 ? 'no feed' : counted(feedsSpare, 'feed')
  return `${feeds} feeds a rack; ${suppliesNeeded} of ${supplies} supplies carry the most${vendor}, so ${fail} may fail at once`
}
