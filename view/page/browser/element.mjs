/** @typedef {Node | string | number | undefined} Child */

/**
 * An element of the page; what is text stays text.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Child | Child[])} children
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(
    ...children.flat().flatMap((child) => (child === undefined ? [] : [child instanceof Node ? child : String(child)])),
  )
  return made
}

/** A link to something that has a name. @param {string} name */
export function linkTo(name) {
  return element('a', { href: `#${name}` }, name)
}

/**
 * A table with a head.
 * @param {string} caption
 * @param {string[]} names
 * @param {Child[][]} rows
 */
export function tableOf(caption, names, rows) {
  const head = element(
    'tr',
    {},
    names.map((name) => element('th', { scope: 'col' }, name)),
  )
  const body = rows.map(([first, ...rest]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, first),
      rest.map((cell) => element('td', {}, cell)),
    ),
  )
  const table = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, head),
    element('tbody', {}, body),
  )
  return element('div', { class: 'tables', tabindex: '0', role: 'region', 'aria-label': caption }, table)
}

/**
 * Names with what belongs to each.
 * @param {[string, Child][]} pairs
 */
export function factsOf(pairs) {
  return element(
    'dl',
    { class: 'facts' },
    pairs.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  )
}

/**
 * Links of a drawing, in the order in which they are drawn.
 * @param {Element} drawing
 */
export function linksIn(drawing) {
  return [...drawing.querySelectorAll('a')].filter((link) => link instanceof SVGAElement)
}
