import type { SystemModel } from '#catalog'
import { counted, printedCount, printedPower, wordList } from '#core'
import { tierCounts } from '../drawings/fabric.ts'
import { countedWords } from '../drawings/power.ts'
import { type Content, type Markup, tag } from '../markup.ts'
import type { Picture } from '../picture.ts'
import type { Site } from './page.ts'
import { printedFacts } from './published.ts'

/** The first screen: what the machine is, in six numbers, and where each kind of number comes from. */
export function head(picture: Picture, site: Site): Markup {
  const { model } = picture
  const where = [site.operator, site.country].filter(Boolean).join(', ')
  const green = site.renewablePercent === undefined ? '' : `${site.renewablePercent} % renewable power`
  return tag(
    'header',
    { class: 'head' },
    tag('h1', {}, model.title),
    tag('p', { class: 'lead' }, [`${model.generation.title} SuperPOD`, where, green].filter(Boolean).join(' · ')),
    tag('dl', { class: 'figures' }, figures(picture)),
    tag('div', { class: 'origin' }, origins(picture, site)),
  )
}

function figures(picture: Picture): Markup[] {
  const { model, racks, switches } = picture
  const { generation, systems, scalableUnits, power } = model
  const rows = new Set(racks.map(({ row }) => row)).size
  const tiers = tierCounts(picture).split(', ').slice(1).join(', ')
  return [
    figure('GPUs', printedCount(systems.length * generation.gpu.count), `${generation.gpu.count} in each system`),
    figure('Systems', printedCount(systems.length), generation.title),
    figure(
      'Scalable units',
      printedCount(scalableUnits.length),
      `of ${generation.systemsPerScalableUnit.value} systems`,
    ),
    figure('Racks', printedCount(racks.length), `in ${counted(rows, 'row')}: our layout`),
    switches.length === 0
      ? figure('Compute switches', '–', 'not published')
      : figure('Compute switches', printedCount(switches.length), plurals(tiers)),
    power.systemsW === undefined
      ? figure('Power', '–', 'not published')
      : figure('Power at most', printedPower(power.systemsW), countedWords(picture)),
  ]
}

/** `48 leaves, 32 spines` of `48 leaf switches, 32 spine switches`. */
function plurals(tiers: string): string {
  return tiers.replaceAll('leaf switches', 'leaves').replaceAll(' switches', 's').replaceAll(' switch', '')
}

function figure(name: string, value: string, more: string): Markup {
  return tag('div', {}, tag('dt', {}, name), tag('dd', {}, value), tag('dd', {}, more))
}

/** Four kinds of knowledge, side by side: nobody has to guess which a number is. */
function origins(picture: Picture, site: Site): Markup[] {
  const { model } = picture
  const own = Object.values(site.published ?? {})
  return [
    origin('Published', own.length > 0 ? 'of this pod, and of its systems' : 'of its systems', [
      ...own,
      ...vendorWords(model.generation),
      tag('a', { href: '#sources' }, 'every number, with its source'),
    ]),
    origin('Derived', 'by rule, from what is published', derived(picture)),
    origin('Ours', 'layout and assumptions', [
      `floor plan, racks of ${model.rackHeightU}U, and what stands in which rack unit`,
      ...(picture.switches.length > 0 ? ['which port each cable goes to, and its label'] : []),
      ...Object.values(site.assumed ?? {}),
    ]),
    origin('Not published', 'left open, never guessed', [...Object.values(site.open ?? {}), ...open(picture)]),
  ]
}

/** What the vendor says of a generation, in as few lines as the first screen has room for. */
function vendorWords(generation: SystemModel): string[] {
  const { systemsPerScalableUnit: unit, rails, maxPowerW, heightU } = generation
  const body = [
    heightU.value === undefined ? '' : `${heightU.value}U`,
    maxPowerW.value === undefined ? '' : `${printedPower(maxPowerW.value)} at most`,
  ].filter(Boolean)
  return [
    `${unit.value} systems a scalable unit (${unit.source.key}, ${unit.source.grade})`,
    `${generation.gpu.count} GPUs and ${rails.value.length} rails a system (${rails.source.key}, ${rails.source.grade})`,
    ...(body.length > 0 && 'source' in maxPowerW
      ? [`${body.join(', ')} a system (${maxPowerW.source.key}, ${maxPowerW.source.grade})`]
      : []),
  ]
}

function derived(picture: Picture): Content[] {
  const { model } = picture
  const { generation, systems, scalableUnits, displaced, power } = model
  const places = scalableUnits.length * generation.systemsPerScalableUnit.value
  const [place] = displaced
  const less = place ? `, less the place of the ${place.reason}` : ''
  return [
    systems.length === places || place
      ? `${printedCount(systems.length)} systems: ${scalableUnits.length} × ${generation.systemsPerScalableUnit.value}${less}`
      : `${printedCount(systems.length)} systems in ${printedCount(places)} places; the fabric is built for all`,
    ...(picture.switches.length > 0
      ? [`switches and cables of the compute fabric, by the rule of its architecture`]
      : []),
    ...(power.systemsW === undefined || generation.maxPowerW.value === undefined
      ? []
      : [`power: ${systems.length} × ${printedPower(generation.maxPowerW.value)} at most`]),
    'addresses, pools and quota, from the pod’s config',
  ]
}

function open({ model, open: openCables }: Picture): Content[] {
  const facts = printedFacts(model.generation).flatMap(({ what, open: words }) => (words === undefined ? [] : [what]))
  const fabrics = openCables.filter(({ kind }) => kind === 'system-switch').map(({ fabric }) => fabric)
  const compute = openCables
    .filter(({ fabric }) => fabric === 'compute')
    .map(({ kind }) => kind.replaceAll('-', ' to '))
  const all = [
    ...facts,
    ...(compute.length > 0 ? [`compute fabric: ${wordList(compute, 'and')} cables`] : []),
    ...(fabrics.length > 0 ? [`switches and ports of the ${wordList(fabrics, 'and')} fabrics`] : []),
  ]
  return all.length > 6 ? [...all.slice(0, 5), tag('a', { href: '#sources' }, `and ${all.length - 5} more`)] : all
}

function origin(title: string, what: string, lines: readonly Content[]): Markup {
  return tag(
    'div',
    {},
    tag('h3', {}, title),
    tag('p', {}, what),
    tag(
      'ul',
      {},
      lines.map((line) => tag('li', {}, line)),
    ),
  )
}
