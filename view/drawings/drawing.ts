import { all, type Content, type Markup, tag } from '../markup.ts'
import { dark, darkScreen, light, type Scheme } from './palette.ts'

/** One drawing: as part of the page, or as a file of its own. */
export interface Drawing {
  /** Stem of its file's name, and the start of the ids in it. */
  readonly name: string
  readonly title: string
  /** What is to be seen, for those who cannot: one or two sentences. */
  readonly description: string
  readonly width: number
  readonly height: number
  readonly content: Markup
}

/** Colours and letters of every drawing; no variables, for not every program that reads SVG knows them. */
export function drawingStyle(): string {
  return `${letters}${colours(light)}${darkScreen}{${colours(dark)}}`
}

const letters = [
  'text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:10px}',
  '.mid{text-anchor:middle}.end{text-anchor:end}.big{font-size:12px}.strong{font-weight:650}',
  '.tiny{font-size:4.5px}.small{font-size:8px}.hair{stroke-width:.5}.none{fill:none}.wire{fill:none}.dash{stroke-dasharray:3 2}',
].join('')

function colours({ paper, panel, ink, soft, rule, shared, device, outage, tones }: Scheme): string {
  const all = [shared, ...tones].map(({ fill, line }, index) => {
    return `.t${index}{fill:${fill};stroke:${line}}.l${index}{fill:${line}}`
  })
  return [
    `text{fill:${ink};stroke:none}text.soft{fill:${soft}}`,
    `.paper{fill:${paper};stroke:none}.panel{fill:${panel};stroke:${rule}}.frame{fill:none;stroke:${soft}}.rule{fill:none;stroke:${rule}}`,
    `.device{fill:${device.fill};stroke:${device.line}}.free{fill:${paper};stroke:${soft}}.wire{stroke:${soft}}`,
    `.mark{fill:none;stroke:${soft}}.out{fill:${outage.fill};stroke:${outage.line}}.sign{fill:none;stroke:${outage.line};stroke-width:1.6}`,
    `.limit{fill:none;stroke:${ink};stroke-width:1.5}`,
    ...all,
  ].join('')
}

/** A drawing inside the page: what is in it can be reached by keyboard. */
export function inlineDrawing({ name, title, description, width, height, content }: Drawing): Markup {
  const size = { viewBox: `0 0 ${width} ${height}`, width, height }
  return tag(
    'svg',
    { ...size, role: 'group', 'aria-labelledby': `${name}-title`, 'aria-describedby': `${name}-text` },
    tag('title', { id: `${name}-title` }, title),
    tag('desc', { id: `${name}-text` }, description),
    content,
  )
}

/** A drawing as a file: an SVG document that carries its colours, light and dark. */
export function drawingFile({ title, description, width, height, content }: Drawing): string {
  const space = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `-16 -16 ${width + 32} ${height + 32}` }
  const document = tag(
    'svg',
    { ...space, width: width + 32, height: height + 32 },
    tag('title', {}, title),
    tag('desc', {}, description),
    tag('style', {}, { markup: drawingStyle() }),
    tag('rect', { class: 'paper', x: -16, y: -16, width: width + 32, height: height + 32 }),
    content,
  )
  return `${document.markup}\n`
}

/** Something drawn that has a name: a link to the part of the page that is about it, reached by keyboard. */
export function named(name: string, title: string, ...content: readonly Content[]): Markup {
  return tag('a', { href: `#${name}` }, tag('title', {}, title), ...content)
}

/** A drawing, moved. */
export function moved(x: number, y: number, ...content: readonly Content[]): Markup {
  return tag('g', { transform: `translate(${x} ${y})` }, ...content)
}

/** One line of text. */
export function label(x: number, y: number, classes: string, text: string): Markup {
  return tag('text', { x, y, ...(classes ? { class: classes } : {}) }, text)
}

/** A drawing below another, with a gap between. */
export function stacked(upper: Drawing, lower: Pick<Drawing, 'width' | 'height' | 'content'>, gap: number): Drawing {
  return {
    ...upper,
    width: Math.max(upper.width, lower.width),
    height: upper.height + gap + lower.height,
    content: all(upper.content, moved(0, upper.height + gap, lower.content)),
  }
}
