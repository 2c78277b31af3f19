import { element } from './element.mjs'
import { pod } from './pod.mjs'

const box = /** @type {HTMLInputElement} */ (document.getElementById('search'))
const list = /** @type {HTMLElement} */ (document.getElementById('found'))
const most = 12

/** Everything that has a name, with what it is and where it is on the page. */
const entries = [
  ...pod.tenants.map(({ name }) => ({ name, kind: 'tenant', id: `tenant-${name}` })),
  ...pod.units.map(({ name, row }) => ({ name, kind: 'scalable unit', id: `racks-${row}` })),
  ...pod.racks.map(({ name, role }) => ({ name, kind: `${role} rack`, id: name })),
  ...pod.systems.map(({ name }) => ({ name, kind: 'system', id: name })),
  ...pod.switches.map(({ name, tier }) => ({ name, kind: `${tier} switch`, id: name })),
  ...Object.keys(pod.cables)
    .filter((name) => !pod.systems.some((system) => system.name === name))
    .map((name) => ({ name, kind: 'fabric manager', id: name })),
]

let chosen = 0

/** Lets people find things by name. */
export function startSearch() {
  box.addEventListener('input', show)
  box.addEventListener('focus', show)
  box.addEventListener('blur', () => setTimeout(hide, 150))
  box.addEventListener('keydown', keyed)
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    box.focus()
  })
}

/** Those that begin with what is asked for come first. @param {string} asked */
function found(asked) {
  const words = asked.trim().toLowerCase()
  if (words === '') return []
  const first = entries.filter(({ name }) => name.toLowerCase().startsWith(words))
  const others = entries.filter(
    ({ name }) => !name.toLowerCase().startsWith(words) && name.toLowerCase().includes(words),
  )
  return [...first, ...others].slice(0, most)
}

function show() {
  const hits = found(box.value)
  chosen = 0
  list.replaceChildren(
    ...hits.map(({ name, kind, id }, index) => {
      const option = element(
        'li',
        { role: 'option', id: `found-${index}`, 'data-id': id },
        name,
        element('span', {}, kind),
      )
      option.addEventListener('mousedown', () => go(id))
      return option
    }),
  )
  if (hits.length === 0 && box.value.trim() !== '')
    list.append(element('li', {}, element('span', {}, 'nothing has such a name')))
  list.hidden = box.value.trim() === ''
  box.setAttribute('aria-expanded', String(!list.hidden))
  choose()
}

function hide() {
  list.hidden = true
  box.setAttribute('aria-expanded', 'false')
}

function choose() {
  const options = [...list.querySelectorAll('[role=option]')]
  for (const [index, option] of options.entries()) option.setAttribute('aria-selected', String(index === chosen))
  options[chosen]?.scrollIntoView({ block: 'nearest' })
  box.setAttribute('aria-activedescendant', options.length > 0 ? `found-${chosen}` : '')
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  const options = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role=option]')])
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    chosen = (chosen + (event.key === 'ArrowDown' ? 1 : options.length - 1)) % Math.max(1, options.length)
    choose()
  }
  if (event.key === 'Enter') go(options[chosen]?.dataset['id'] ?? '')
  if (event.key === 'Escape') {
    box.value = ''
    hide()
  }
}

/** @param {string} id */
function go(id) {
  if (id === '') return
  hide()
  if (location.hash === `#${id}`) dispatchEvent(new HashChangeEvent('hashchange'))
  location.hash = id
}
