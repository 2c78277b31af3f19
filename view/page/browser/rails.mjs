import { linksIn } from './element.mjs'
import { neighbours, pod, switchName, switchNumbers } from './pod.mjs'

const drawing = document.querySelector('svg[aria-labelledby=fabric-title]')
const lines = document.getElementById('fabric-lines')
const status = document.getElementById('fabric-status')
/** @type {Map<string, SVGAElement>} */
const links = new Map()

/** Lights up the cables of what is pointed at, or where the keyboard is. */
export function startRails() {
  if (!(drawing instanceof SVGSVGElement) || !lines || !status) return
  for (const link of linksIn(drawing)) links.set((link.getAttribute('href') ?? '').slice(1), link)
  for (const event of ['pointerover', 'focusin']) drawing.addEventListener(event, lit)
  for (const event of ['pointerleave', 'focusout']) drawing.addEventListener(event, dark)
}

/** @param {Event} event */
function lit({ target }) {
  const link = target instanceof Element ? target.closest('a') : null
  if (link) light((link.getAttribute('href') ?? '').slice(1))
}

/** Lights up what has a name, where the drawing has it. @param {string} name */
export function light(name) {
  dark()
  if (!links.has(name)) return
  const at = switchNumbers.get(name)
  const { near, far } = at === undefined ? ofSystem(name) : ofSwitch(at)
  lines?.append(path(near, 'lines'), path(far, 'lines far'))
  for (const each of new Set([...near, ...far].flat())) links.get(each)?.classList.add('lit')
  if (status) status.textContent = words(name, at)
}

function dark() {
  lines?.replaceChildren()
  for (const link of drawing?.querySelectorAll('.lit') ?? []) link.classList.remove('lit')
}

/** @typedef {[string, string][]} Pairs */

/** Pairs of a system and its leaves, and of those and the switches above. @param {string} name */
function ofSystem(name) {
  const leaves = [...new Set((pod.cables[name] ?? []).map((cable) => cable[3]))]
  const near = /** @type {Pairs} */ (leaves.map((leaf) => [name, switchName(leaf)]))
  const far = /** @type {Pairs} */ (
    leaves.flatMap((leaf) => (neighbours[leaf]?.up ?? []).map(([above]) => [switchName(leaf), switchName(above)]))
  )
  return { near, far }
}

/** Pairs of a switch and all that it is joined to. @param {number} at */
function ofSwitch(at) {
  const name = switchName(at)
  const { up = [], down = [], systems = [] } = neighbours[at] ?? {}
  const near = /** @type {Pairs} */ (systems.map((system) => [system, name]))
  const far = /** @type {Pairs} */ ([...up, ...down].map(([other]) => [switchName(other), name]))
  return { near, far }
}

/**
 * One path for many lines.
 * @param {Pairs} pairs
 * @param {string} classes
 */
function path(pairs, classes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  made.setAttribute('class', classes)
  made.setAttribute('d', pairs.map(([from, to]) => line(from, to)).join(''))
  return made
}

/**
 * @param {string} from
 * @param {string} to
 */
function line(from, to) {
  const [a, b] = [boxOf(from), boxOf(to)]
  if (!a || !b) return ''
  const [low, high] = a.y > b.y ? [a, b] : [b, a]
  return `M${low.x + low.width / 2} ${low.y}L${high.x + high.width / 2} ${high.y + high.height}`
}

/** @param {string} name */
function boxOf(name) {
  return links.get(name)?.querySelector('rect')?.getBBox()
}

/**
 * @param {string} name
 * @param {number | undefined} at
 */
function words(name, at) {
  if (at !== undefined) {
    const { up = [], down = [], systems = [] } = neighbours[at] ?? {}
    const parts = [
      systems.length > 0 && `${systems.length} systems`,
      down.length > 0 && `${down.length} switches below`,
      up.length > 0 && `${up.length} switches above`,
    ]
    return `${name}: ${parts.filter(Boolean).join(', ')}`
  }
  const cables = pod.cables[name] ?? []
  if (cables.length === 0) return `${name}: cables not published`
  return `${name}: ${cables.map(([rail, plane, , leaf]) => `rail ${rail}${plane > 0 ? `.${plane}` : ''} → ${switchName(leaf)}`).join(', ')}`
}
