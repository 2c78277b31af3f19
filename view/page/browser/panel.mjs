import { element, factsOf, linkTo, tableOf } from './element.mjs'
import { neighbours, pod, power, racks, switchName, switchNumbers, systems } from './pod.mjs'

const panel = /** @type {HTMLElement} */ (document.getElementById('panel'))
/** @type {Element | null} */
let opener = null

/**
 * Shows what is known of something that has a name.
 * @param {string} name
 * @returns {boolean} whether there is such a thing
 */
export function open(name) {
  const content = contentOf(name)
  if (!content) return false
  if (!panel.contains(document.activeElement)) opener = document.activeElement
  const close = element('button', { class: 'close', type: 'button' }, 'Close')
  close.addEventListener('click', shut)
  const title = element('h2', { id: 'panel-title', tabindex: '-1' }, name)
  panel.replaceChildren(title, close, ...content.filter((part) => part !== undefined))
  panel.hidden = false
  panel.scrollTop = 0
  mark(name)
  title.focus({ preventScroll: true })
  return true
}

/** Closes the panel; the keyboard is back where it was. */
export function shut() {
  if (panel.hidden) return
  panel.hidden = true
  mark('')
  if (opener instanceof SVGElement || opener instanceof HTMLElement) opener.focus({ preventScroll: true })
}

/** @param {string} name */
function mark(name) {
  for (const link of document.querySelectorAll('svg a.chosen')) link.classList.remove('chosen')
  if (name === '') return
  for (const link of document.querySelectorAll(`svg a[href="#${CSS.escape(name)}"]`)) link.classList.add('chosen')
}

/** @param {string} name */
function contentOf(name) {
  const system = systems.get(name)
  if (system) return systemContent(system)
  const rack = racks.get(name)
  if (rack) return rackContent(rack)
  const at = switchNumbers.get(name)
  if (at !== undefined) return switchContent(at)
  const cables = pod.cables[name]
  return cables ? [cableTable(name, cables)] : undefined
}

/** @param {import('./pod.mjs').SystemRecord} system */
function systemContent({ name, unit, rack, u, key, outage }) {
  const [state = 'in service', since, reason, ticket] = outage ?? []
  const words = [state, since && `since ${since}`, reason, ticket].filter(Boolean).join(', ')
  const place = u > 0 ? [linkTo(rack), `, from rack unit ${u}`] : [linkTo(rack)]
  const own = pod.cables[name] ?? []
  return [
    factsOf([
      ['state', words],
      ['pool', key === undefined ? 'none' : pod.keys[key]?.name],
      ['GPUs', pod.gpus],
      ['scalable unit', unit],
      ['rack', element('span', {}, ...place)],
      ...addressFacts(name),
      ['power', pod.powerW === undefined ? 'not published' : `${power(pod.powerW)} at most`],
    ]),
    own.length > 0 ? cableTable(name, own) : element('p', {}, 'Its cables: not published.'),
  ]
}

/** What each network is called, for people. */
const networkWords = new Map([
  ['inBand', 'in-band'],
  ['outOfBand', 'out-of-band'],
])

/** @param {string} name */
function addressFacts(name) {
  const addresses = pod.addresses[name] ?? []
  return addresses.map(
    ([network, address]) => /** @type {[string, string]} */ ([networkWords.get(network) ?? network, address]),
  )
}

/**
 * @param {string} name
 * @param {readonly import('../page-data.ts').CableRecord[]} cables
 */
function cableTable(name, cables) {
  const rows = cables.map(([rail, plane, port, at, far, label, length]) => {
    return [
      plane > 0 ? `${rail}, plane ${plane}` : rail,
      port,
      element('span', {}, linkTo(switchName(at)), ` ${far}`),
      `${label}, ${length}`,
    ]
  })
  const table = tableOf(`Cables of ${name}: derived, our layout`, ['rail', 'port', 'leaf', 'label'], rows)
  return element('div', {}, element('h3', {}, 'Compute fabric'), table)
}

/** @param {import('./pod.mjs').RackRecord} rack */
function rackContent({ name, role, unit, row, column, heightU, drawW, powerW, items }) {
  const rows = items.map(([item, kind, u, tall, watts]) => {
    const known = systems.has(item) || switchNumbers.has(item)
    return [
      u > 0 ? (tall > 1 ? `${u}–${u + tall - 1}` : u) : '–',
      known ? linkTo(item) : item,
      kind.replaceAll('-', ' '),
      watts > 0 ? power(watts) : '–',
    ]
  })
  return [
    factsOf([
      ['place', `row ${row}, place ${column}`],
      ['scalable unit', unit ?? 'serves the whole pod'],
      ['role', role],
      ['draws', drawW > 0 ? `${power(drawW)} at most` : 'not published'],
      ['may draw', powerW === undefined ? 'not published' : power(powerW)],
    ]),
    enlarged(name, heightU),
    tableOf(`What is in ${name}, from the top`, ['U', 'what', 'kind', 'power at most'], rows.reverse()),
  ]
}

/**
 * The rack's own drawing, larger: names can be read in it.
 * @param {string} name
 * @param {number} heightU
 */
function enlarged(name, heightU) {
  const rack = document.getElementById(name)
  if (!(rack instanceof SVGGElement)) return undefined
  const { x, y, width, height } = rack.getBBox()
  const copy = /** @type {SVGGElement} */ (rack.cloneNode(true))
  for (const part of [copy, ...copy.querySelectorAll('[id]')]) part.removeAttribute('id')
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  drawing.setAttribute('viewBox', `${x} ${y} ${width} ${height}`)
  drawing.setAttribute('width', '180')
  drawing.setAttribute('aria-label', `${name}, ${heightU} rack units, from the front`)
  drawing.setAttribute('role', 'group')
  drawing.append(copy)
  return element('div', {}, element('h3', {}, 'From the front'), drawing)
}

/** @param {number} at */
function switchContent(at) {
  const { name = '', tier = '', model, ports = 0 } = pod.switches[at] ?? {}
  const { up = [], down = [], systems: on = [] } = neighbours[at] ?? {}
  const own = pod.racks.find(({ items }) => items.some(([item]) => item === name))
  const cables = on.reduce(
    (sum, system) => sum + (pod.cables[system] ?? []).filter((cable) => cable[3] === at).length,
    0,
  )
  const used = [...up, ...down].reduce((sum, [, count]) => sum + count, cables)
  const joined = [...up, ...down].map(([far, count]) => [linkTo(switchName(far)), pod.switches[far]?.tier ?? '', count])
  return [
    factsOf([
      ['tier', tier],
      ['model', model ?? 'not published'],
      ['rack', own ? linkTo(own.name) : 'not published'],
      ...addressFacts(name),
      ['ports in use', `${used} of ${ports}`],
      ['systems on it', on.length],
    ]),
    joined.length > 0
      ? tableOf(`Switches that ${name} is joined to`, ['switch', 'tier', `${pod.linkWord}s`], joined)
      : undefined,
    on.length > 0
      ? element(
          'div',
          {},
          element('h3', {}, 'Systems'),
          element(
            'p',
            {},
            on.flatMap((system, index) => [index > 0 ? ', ' : '', linkTo(system)]),
          ),
        )
      : undefined,
  ].filter((part) => part !== undefined)
}
