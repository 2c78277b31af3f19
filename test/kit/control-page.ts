import { type Control, controlArea, controlAreas, controlIds, controls, hardeningSections, isoControls } from '#catalog'

/** The tables of docs/controls.md, as the catalogue has them, by the name of their place in the page. */
export function controlTables(): Record<string, string> {
  const areas = Object.entries(controlAreas).map(([area, title]) => {
    const ids = controlIds.filter((id) => controlArea(id) === area)
    return [`### ${capital(title)}`, '', ...head, ...ids.map((id) => row(id, controls[id])), ''].join('\n')
  })
  const numbers = Object.entries(isoControls).map(([number, words]) => `| ${number} | ${words} |`)
  return {
    controls: areas.join('\n').trimEnd(),
    numbers: ['| Number | What it is about |', '| --- | --- |', ...numbers].join('\n'),
  }
}

/** A page with its tables written anew: each stands between `<!-- name: … -->` and `<!-- end -->`. */
export function withTables(page: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const place = new RegExp(`(<!-- ${name}: [^\\n]*-->\\n)[\\s\\S]*?(<!-- end -->)`)
    if (!place.test(text)) throw new Error(`the page has no place for ${name}`)
    return text.replace(place, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`)
  }, page)
}

const head = [
  '| Control | What holds | Held by | Tried by | What stays open | ISO/IEC 27001:2022 | NSA/CISA guide |',
  '| --- | --- | --- | --- | --- | --- | --- |',
]

function row(id: string, { title, heldBy, tries = '', open = '', iso, nsa }: Control): string {
  const sections = nsa.map((section) => hardeningSections[section]).join('; ')
  return `| \`${id}\` | ${[title, heldBy, tries, open, iso.join(', '), sections].map(cell).join(' | ')} |`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
