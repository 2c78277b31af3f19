/** Text that is markup already, and is written as it is. */
export interface Markup {
  readonly markup: string
}

/** What may stand inside an element: plain text is escaped, nothing is left out. */
export type Content = Markup | string | number | undefined | readonly Content[]

/** Attributes by name: true is written as an empty one, false and undefined not at all. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

const emptyElements = new Set(['br', 'circle', 'hr', 'input', 'line', 'link', 'meta', 'path', 'rect', 'use'])

/** One element of HTML or SVG, well-formed for both. */
export function tag(name: string, attributes: Attributes = {}, ...content: readonly Content[]): Markup {
  const start = `<${name}${Object.entries(attributes).map(attribute).join('')}`
  if (emptyElements.has(name)) return { markup: `${start}/>` }
  return { markup: `${start}>${written(content)}</${name}>` }
}

/** Several pieces, one after the other. */
export function all(...content: readonly Content[]): Markup {
  return { markup: written(content) }
}

/** Text that is known to be markup: never anything that a person wrote. */
export function raw(markup: string): Markup {
  return { markup }
}

function written(content: Content): string {
  if (content === undefined) return ''
  if (typeof content === 'string') return escaped(content)
  if (typeof content === 'number') return number(content)
  return 'markup' in content ? content.markup : content.map(written).join('')
}

function attribute([name, value]: [string, Attributes[string]]): string {
  if (value === undefined || value === false) return ''
  const text = value === true ? '' : typeof value === 'number' ? number(value) : escaped(value)
  return ` ${name}="${text}"`
}

/** A number with at most two decimals: a hundredth of a pixel is not seen, and pages stay small. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
