import { rackEquipment } from '#catalog'
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
  const { systemsW, siteW, leftW, countedBy } = model.power
  const { cooling, redundancy } = powerPlan(model, racks)
  return [
    [
      countedBy === 'systems' ? 'all systems, at most' : 'all racks with systems, at most',
      systemsW === undefined ? 'not published' : printedPower(systemsW),
    ],
    [uncountedWords({ model }), 'not published; they come on top'],
    ['the site gives', siteW === undefined ? 'not said: config has no site.powerW' : printedPower(siteW)],
    ...(leftW === undefined ? [] : [[leftW < 0 ? 'too little by' : 'left', leftWords(leftW)] as const]),
    ['cooling', cooling],
    ['feeds', redundancy === undefined ? 'not published' : redundancyWords(redundancy, model)],
  ]
}

/** What the power of a pod counts: `systems alone`. */
export function countedWords({ model }: Pick<Picture, 'model'>): string {
  return model.power.countedBy === 'systems' ? 'systems alone' : 'racks with systems, each as a whole'
}

/** What draws power beside that, and nobody says how much. */
export function uncountedWords({ model }: Pick<Picture, 'model'>): string {
  return model.power.countedBy === 'systems' ? 'switches and management nodes' : 'network and management racks'
}

function leftWords(leftW: number): string {
  return leftW < 0 ? printedPower(-leftW) : `${printedPower(leftW)}, for all that is not counted`
}

function redundancyWords(
  { feeds, supplies, suppliesNeeded, published, feedsSpare }: FeedRedundancy,
  { generation }: Picture['model'],
): string {
  const shelves = rackEquipment[generation.generation]?.feed === 'power-shelf'
  const [one, many] = shelves ? ['power shelf', 'power shelves'] : ['PDU', 'PDUs']
  const vendor = published === undefined ? '' : `, which the vendor writes ${published}`
  const need = shelves
    ? `a full rack needs ${suppliesNeeded} of them`
    : `a system at its most needs ${suppliesNeeded} of its ${supplies} supplies${vendor}`
  const fail = feedsSpare === 0 ? `no ${one} may fail` : `${counted(feedsSpare, one, many)} may fail at once`
  return `${counted(feeds, one, many)} a rack; ${need}, so ${fail}`
}
