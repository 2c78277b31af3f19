import { counted, type Finding } from '#core'
import { capacityDrawing } from '../drawings/capacity.ts'
import { type Drawing, inlineDrawing } from '../drawings/drawing.ts'
import { fabricDrawing, tierCounts, trunkWords } from '../drawings/fabric.ts'
import { floorPlan } from '../drawings/floor-plan.ts'
import { legend } from '../drawings/legend.ts'
import { countedWords, powerDrawing, powerFacts, uncountedWords } from '../drawings/power.ts'
import { rackRows } from '../drawings/rack-rows.ts'
import { type Content, type Markup, tag } from '../markup.ts'
import type { Picture } from '../picture.ts'
import { factList } from './fact-list.ts'
import { factTable, findingList, outageTable, poolTable, powerTable, tenantTable } from './tables.ts'

/** One part of the page, before it is markup. */
interface Section {
  readonly title: string
  /** What kind of knowledge it shows. */
  readonly grade: string
  readonly words: string
  readonly content: readonly Content[]
}

/** Parts of the page, in order: ids, which links may name, and what the bar calls them. */
export const sectionNames = {
  'floor-plan': 'Floor plan',
  racks: 'Racks',
  'compute-fabric': 'Fabric',
  power: 'Power',
  capacity: 'Capacity',
  'out-of-service': 'Out of service',
  sources: 'Sources',
} as const

/** All parts of the page below its first screen. */
export function sections(picture: Picture, findings: readonly Finding[]): Markup[] {
  const all: Record<keyof typeof sectionNames, Section> = {
    'floor-plan': floor(picture),
    racks: racks(picture),
    'compute-fabric': fabric(picture),
    power: power(picture),
    capacity: capacity(picture),
    'out-of-service': outages(picture),
    sources: sources(picture, findings),
  }
  return Object.entries(all).map(([id, each]) => section(id, each))
}

function section(id: string, { title, grade, words, content }: Section): Markup {
  const heading = tag('h2', { id: `${id}-head` }, title)
  const head = tag('header', {}, heading, tag('span', { class: 'grade' }, grade), tag('p', {}, words))
  return tag('section', { id, 'aria-labelledby': `${id}-head` }, head, content)
}

function floor(picture: Picture): Section {
  return {
    title: 'Floor plan',
    grade: 'our layout',
    words: 'Racks from above, to scale. Each part of a rack is one system: the lowest is on the left.',
    content: [legend(picture), box(floorPlan(picture)), later('racks', 'Racks as a table')],
  }
}

function racks(picture: Picture): Section {
  const open = picture.racks.some(({ items }) =>
    items.some(({ kind, heightU }) => kind !== 'pdu' && heightU === undefined),
  )
  const dashed = open ? ' What is dashed has no published height.' : ''
  return {
    title: 'Racks',
    grade: 'our layout',
    words: `Racks from the front, to scale, row by row. Choose one to see all that is in it.${dashed}`,
    content: [legend(picture), rows(picture), later('systems', 'Systems as a table')],
  }
}

function fabric(picture: Picture): Section {
  const drawn = picture.switches.length > 0
  const invitation = drawn
    ? 'Point at a system or a switch, or walk with the arrow keys: its cables light up.'
    : 'No cables are drawn: no source gives the switches that they would end at.'
  const status = tag('p', { class: 'status', id: 'fabric-status', 'aria-live': 'polite' }, invitation)
  return {
    title: 'Compute fabric',
    grade: drawn ? 'counts derived, cabling ours' : 'not published',
    words: `${tierCounts(picture)}. ${trunkWords(picture)}`,
    content: [status, box(fabricDrawing(picture)), later('switches', 'Switches as a table')],
  }
}

function power(picture: Picture): Section {
  return {
    title: 'Power and cooling',
    grade: 'derived',
    words: `Counted: ${countedWords(picture)}. No source gives what ${uncountedWords(picture)} draw. All of it becomes heat.`,
    content: [
      factList(powerFacts(picture)),
      box(powerDrawing(picture)),
      folded('Power as a table', powerTable(picture)),
    ],
  }
}

function capacity(picture: Picture): Section {
  return {
    title: 'Capacity',
    grade: 'from config',
    words: 'In GPUs. A tenant may borrow what others leave, up to the dashed end of its bar.',
    content: [
      box(capacityDrawing(picture)),
      picture.model.tenants.length > 0
        ? tenantTable(picture)
        : tag('p', {}, 'No tenants yet: each is a file tenants/<name>.yaml of the pod.'),
      folded('Pools as a table', poolTable(picture)),
    ],
  }
}

function outages(picture: Picture): Section {
  const { size } = picture.systems
  const out = [...picture.systems.values()].filter(({ system }) => system.outage).length
  return {
    title: 'Out of service',
    grade: 'from config',
    words:
      out === 0
        ? `All ${counted(size, 'system')} are in service.`
        : `${counted(out, 'system')} of ${size} take no work. Quotas stay as they are.`,
    content: out > 0 ? [outageTable(picture)] : [],
  }
}

function sources(picture: Picture, findings: readonly Finding[]): Section {
  return {
    title: 'Sources',
    grade: 'published',
    words:
      'Grades: V the vendor’s own words, T a third party that used them, D arithmetic from those, K general knowledge of the field.',
    content: [factTable(picture), tag('h3', { class: 'apart' }, 'Findings'), findingList(findings, picture)],
  }
}

function box(drawing: Drawing): Markup {
  return tag('figure', {}, tag('div', { class: 'box' }, inlineDrawing(drawing)))
}

/** Rows beyond which only those in sight are drawn. */
const manyRows = 12

function rows(picture: Picture): Markup {
  const drawings = rackRows(picture)
  const widest = Math.max(...drawings.map(({ width }) => width))
  const figures = drawings.map((drawing) => {
    const height = `contain-intrinsic-size:auto ${drawing.height + 50}px`
    const inline = inlineDrawing({ ...drawing, name: `${drawing.name}-drawing` })
    return tag(
      'figure',
      { id: drawing.name, style: height },
      tag('figcaption', {}, drawing.title),
      tag('div', { class: 'box' }, inline),
    )
  })
  const classes = drawings.length > manyRows ? 'rows many' : 'rows'
  return tag('div', { class: classes, style: `--row:${widest + 8}px` }, figures)
}

/** A table that the script makes when somebody opens it. */
function later(name: string, words: string): Markup {
  const without = tag('noscript', {}, tag('p', {}, 'The script of this page makes the table: it does not run here.'))
  return tag('details', { 'data-table': name }, tag('summary', {}, words), without)
}

function folded(words: string, content: Markup): Markup {
  return tag('details', {}, tag('summary', {}, words), content)
}
