import { linksIn } from './element.mjs'

/** In which direction each key walks. */
const steps = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
])

/** Makes each drawing one stop of the Tab key, and lets the arrow keys walk in it. */
export function startWalking() {
  for (const drawing of document.querySelectorAll('main svg[role=group]')) {
    const links = linksIn(drawing)
    for (const link of links.slice(1)) link.setAttribute('tabindex', '-1')
    links[0]?.setAttribute('tabindex', '0')
  }
  document.addEventListener('keydown', walked)
}

/** @param {KeyboardEvent} event */
function walked(event) {
  const step = steps.get(event.key)
  const from = event.target
  if (!step || !(from instanceof SVGAElement) || event.ctrlKey || event.metaKey || event.altKey) return
  const drawing = from.closest('svg')
  const to = drawing && nearest(from, linksIn(drawing), step)
  if (!to) return
  event.preventDefault()
  from.setAttribute('tabindex', '-1')
  to.setAttribute('tabindex', '0')
  to.focus()
  to.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/**
 * The nearest link in a direction: a step aside counts three times.
 * @param {SVGAElement} from
 * @param {Iterable<SVGAElement>} links
 * @param {number[]} step
 */
function nearest(from, links, [right = 0, down = 0]) {
  const start = middle(from)
  let best = Number.POSITIVE_INFINITY
  let to
  for (const link of links) {
    const { x, y } = middle(link)
    const along = (x - start.x) * right + (y - start.y) * down
    const aside = Math.abs((x - start.x) * down) + Math.abs((y - start.y) * right)
    if (along < 2 || aside > along * 4 || along + 3 * aside >= best) continue
    best = along + 3 * aside
    to = link
  }
  return to
}

/** @param {Element} link */
function middle(link) {
  const { x, y, width, height } = link.getBoundingClientRect()
  return { x: x + width / 2, y: y + height / 2 }
}
