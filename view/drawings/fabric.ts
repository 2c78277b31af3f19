import { counted } from '#core'
import type { ComputeSwitch } from '#model'
import { all, type Markup, number, tag } from '../markup.ts'
import { grouped, type Picture, type Trunk } from '../picture.ts'
import { type Drawing, label, moved, named } from './drawing.ts'
import { type FabricLayout, fabricLayout } from './fabric-layout.ts'
import { systemTitle } from './floor-plan.ts'
import { outageSign } from './outage-sign.ts'
import type { Box } from './unit-layout.ts'

/** Room for the words that say what is not published, in pixels. */
const leastWidth = 300

/** The compute fabric: systems by unit, and the leaves, spines and cores above them. */
export function fabricDrawing(picture: Picture): Drawing {
  const layout = fabricLayout(picture)
  return {
    name: 'fabric',
    title: `Compute fabric of ${picture.model.title}`,
    description: `${tierCounts(picture)}. Each system has one cable for each rail and plane. ${trunkWords(picture)} The cabling is derived, it is not published.`,
    width: Math.max(layout.width, leastWidth),
    height: layout.height,
    content: all(
      layout.units.map((unit) => unitPanel(unit, picture)),
      layout.tiers.map(({ name, y }) => label(0, y + 11, 'soft', name)),
      tag('path', { class: 'wire web', d: web(picture, layout) }),
      picture.switches.map((each) => switchBox(each, layout)),
      systems(picture, layout),
      openNote(picture),
      tag('g', { id: 'fabric-lines' }),
    ),
  }
}

/** How many systems and switches there are, as a sentence has it. */
export function tierCounts({ switches, model }: Picture): string {
  const tiers = grouped(switches, ({ tier }) => tier)
  const known = [...tiers].map(([tier, members]) => counted(members.length, `${tier} switch`, `${tier} switches`))
  return [counted(model.systems.length, 'system'), ...known].join(', ')
}

/** How tiers are joined, where it is the same everywhere: "Each leaf has 1 cable to each of 32 spines.". */
export function trunkWords({ trunks, switches, linkWord }: Picture): string {
  const tierOf = new Map(switches.map(({ name, tier }) => [name, tier]))
  const sentences = [...grouped(trunks, ({ to }) => tierOf.get(to) ?? '')].flatMap(([upper, joined]) => {
    const lower = tierOf.get(joined[0]?.from ?? '') ?? ''
    const farEnds = new Set([...grouped(joined, ({ from }) => from).values()].map((ends) => ends.length))
    const links = new Set(joined.map((trunk) => trunk.links))
    const [ends = 0, ...others] = farEnds
    if (links.size > 1 || others.length > 0) return []
    return [`Each ${lower} has ${counted([...links][0] ?? 0, linkWord)} to each of ${counted(ends, upper)}.`]
  })
  return sentences.join(' ')
}

function unitPanel({ name, ...box }: Box & { readonly name: string }, { model }: Picture): Markup {
  const count = model.systems.filter(({ scalableUnit }) => scalableUnit === name).length
  return all(
    tag('rect', { class: 'panel', rx: 4, ...box }),
    label(box.x + 8, box.y + box.height - 8, 'strong', name),
    label(box.x + box.width - 8, box.y + box.height - 8, 'end soft', counted(count, 'system')),
  )
}

/** A line for each trunk below the spines; in a folded drawing only those inside one unit. */
function web({ trunks, switches }: Picture, { boxes, folded }: FabricLayout): string {
  const spines = switches.filter(({ tier, scalableUnit }) => tier === 'spine' && !(folded && !scalableUnit))
  const ends = new Set(spines.map(({ name }) => name))
  return trunks
    .filter(({ to }) => ends.has(to))
    .map((trunk) => line(trunk, boxes))
    .join('')
}

function line({ from, to }: Trunk, boxes: ReadonlyMap<string, Box>): string {
  const [low, high] = [boxes.get(from), boxes.get(to)]
  if (!low || !high) return ''
  const [x1, y1] = [low.x + low.width / 2, low.y]
  const [x2, y2] = [high.x + high.width / 2, high.y + high.height]
  return `M${number(x1)} ${number(y1)}L${number(x2)} ${number(y2)}`
}

function switchBox(
  { name, tier, model, ports, plane, rail }: ComputeSwitch,
  { boxes }: FabricLayout,
): Markup | undefined {
  const box = boxes.get(name)
  if (!box) return undefined
  const place = [plane === undefined ? '' : `plane ${plane}`, rail === undefined ? '' : `rail ${rail}`]
  const what = [model ?? '', `${ports} ports`, ...place].filter(Boolean)
  const own = name.match(/\d+$/)?.[0]?.replace(/^0+/, '') ?? ''
  // where several switches share a rail, both numbers tell them apart
  const short = name.includes('-rail') ? `${rail}.${own}` : own
  return tag(
    'a',
    { href: `#${name}`, id: name, class: 'switch' },
    tag('title', {}, `${name}, ${tier} switch: ${what.join(', ')}`),
    tag('rect', { class: 'device', rx: 2, ...box }),
    label(box.x + box.width / 2, box.y + 10, 'mid small', short),
  )
}

function systems({ model, systems: drawnSystems }: Picture, { boxes }: FabricLayout): Markup[] {
  const drawn = [...drawnSystems.values()].flatMap((each) => {
    const box = boxes.get(each.system.name)
    if (!box) return []
    const { outage, name } = each.system
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const classes = outage ? 'sys out' : `sys t${each.key.tone}`
    const sign = outage ? outageSign(outage.state, x, y, 3) : undefined
    const letter = outage || each.key.letter === '' ? undefined : label(x, y + 3, 'mid small', each.key.letter)
    return [named(name, systemTitle(each), tag('rect', { class: classes, ...box }), sign, letter)]
  })
  const places = model.displaced.flatMap(({ name, reason }) => {
    const box = boxes.get(name)
    if (!box) return []
    const text = label(box.x + box.width / 2, box.y + 9.5, 'mid small', 'FM')
    return [named('fabric-manager', `${name}: ${reason}`, tag('rect', { class: 'free', ...box }), text)]
  })
  return [...drawn, ...places]
}

/** Says which tiers are not drawn, because no source gives them. */
function openNote({ switches, model }: Picture): Markup | undefined {
  const missing = (['leaf', 'spine'] as const).filter((tier) => !switches.some((each) => each.tier === tier))
  if (missing.length === 0) return undefined
  const what = missing.map((tier) => (tier === 'leaf' ? 'leaves' : 'spines')).join(' and ')
  return moved(0, 10, label(0, 0, 'soft', `${what} of ${model.generation.title}: not published`))
}
