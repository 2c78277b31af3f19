import { type Finding, printedCount, printedPower } from '#core'
import { powerPlan } from '#model'
import { outageWords } from '../drawings/outage-sign.ts'
import { type Content, type Markup, tag } from '../markup.ts'
import type { Picture } from '../picture.ts'
import { printedFacts } from './published.ts'

/** A table with a head; numbers, and texts that begin with one, stand to the right. */
export function table(caption: string, names: readonly string[], rows: readonly (readonly Content[])[]): Markup {
  const right = names.map((_, column) => {
    const cells = rows.map((row) => row[column]).filter((content) => content !== '–')
    return cells.length > 0 && cells.every(isNumeric)
  })
  const cell = (kind: string, scope: string | undefined) => (content: Content, column: number) => {
    const shown = typeof content === 'number' ? printedCount(content) : content
    const classes = right[column] ? 'num' : isDate(content) ? 'date' : undefined
    return tag(kind, { class: classes, scope }, shown)
  }
  return tag(
    'div',
    { class: 'tables', tabindex: 0, role: 'region', 'aria-label': caption },
    tag(
      'table',
      {},
      tag('caption', {}, caption),
      tag('thead', {}, tag('tr', {}, names.map(cell('th', 'col')))),
      tag(
        'tbody',
        {},
        rows.map((row) =>
          tag(
            'tr',
            {},
            row.slice(0, 1).map(cell('th', 'row')),
            row.slice(1).map((content, at) => cell('td', undefined)(content, at + 1)),
          ),
        ),
      ),
    ),
  )
}

/** Numbers and quantities: `1,528`, `10.2 kW`. */
function isNumeric(content: Content): boolean {
  return typeof content === 'number' || (typeof content === 'string' && /^[\d,.]+( [kM]?W)?$/.test(content))
}

/** A day: `2027-12-31`. */
function isDate(content: Content): boolean {
  return typeof content === 'string' && /^\d{4}-\d\d-\d\d$/.test(content)
}

/** Tenants, with what each may use. */
export function tenantTable({ model, keys }: Picture): Markup {
  // columns that nobody fills are left out
  const paid = model.tenants.some(({ costCentre }) => costCentre !== undefined)
  const asked = model.tenants.some(({ contact }) => contact !== undefined)
  const heads = ['guaranteed GPUs', 'most at once', 'power at most', 'sensitivity', 'state', 'expires']
  return table(
    'Tenants',
    ['tenant', 'title', 'pool', ...heads, ...(paid ? ['cost centre'] : []), ...(asked ? ['contact'] : [])],
    model.tenants.map((tenant) => {
      const { name, title, pool, gpus, sensitivity, state, expires = '–', costCentre = '–', contact = '–' } = tenant
      const powerW = model.power.tenants[name]
      const power = powerW === undefined ? 'not published' : printedPower(powerW)
      const named = [keySign(keys.get(name)), ' ', name]
      return [
        named,
        title,
        pool,
        state === 'retired' ? 0 : gpus.guaranteed,
        gpus.burst,
        power,
        sensitivity,
        state,
        expires,
        ...(paid ? [costCentre] : []),
        ...(asked ? [contact] : []),
      ]
    }),
  )
}

function keySign(key: { readonly letter: string; readonly tone: number } | undefined): Markup | undefined {
  if (!key || key.letter === '') return undefined
  const style = `background:var(--f${key.tone});border-color:var(--l${key.tone})`
  return tag('span', { class: 'key', style }, key.letter)
}

/** Pools, with what is promised of each. */
export function poolTable({ model }: Picture): Markup {
  return table(
    'Pools',
    ['pool', 'systems', 'spare systems', 'GPUs', 'guaranteed', 'free', 'systems out of service'],
    Object.entries(model.capacity).map(([name, pool]) => {
      return [name, pool.systems, pool.spares, pool.gpus, pool.guaranteed, pool.free, pool.outages]
    }),
  )
}

/** Rows, with what each draws at most. */
export function powerTable({ model, racks }: Picture): Markup {
  return table(
    'Power by row',
    ['row', 'racks', 'draws at most', 'may draw'],
    Object.entries(powerPlan(model, racks).rows).map(([row, { racks: count, drawW, powerW }]) => {
      const draws = drawW > 0 ? printedPower(drawW) : 'not published'
      return [row, count, draws, powerW === undefined ? 'not published' : printedPower(powerW)]
    }),
  )
}

/** Systems that take no work, and why. */
export function outageTable({ systems }: Picture): Markup {
  const out = [...systems.values()].flatMap(({ system }) =>
    system.outage ? [{ name: system.name, ...system.outage }] : [],
  )
  return table(
    'Systems out of service',
    ['system', 'state', 'since', 'reason', 'ticket', 'written for'],
    out.map(({ name, state, since = '–', reason = '–', ticket = '–', place }) => {
      return [tag('a', { href: `#${name}` }, name), outageWords[state], since, reason, ticket, place]
    }),
  )
}

/** Every fact of the generation with its source, and what is open with the words that say so. */
export function factTable({ model, open }: Picture): Markup {
  const facts = printedFacts(model.generation).map(({ what, value, source, open: words }) => {
    return value === undefined ? [what, 'not published', words ?? ''] : [what, value, source ?? '']
  })
  const cables = open.map(({ fabric, kind, cables: count, reason }) => {
    const many = count === undefined ? 'not published' : `${printedCount(count)}, ports not published`
    return [`${fabric} fabric, ${kind.replaceAll('-', ' to ')} cables`, many, reason]
  })
  return table(
    `What is known of ${model.generation.title}`,
    ['what', 'value', 'source and grade, or why it is open'],
    [...facts, ...cables],
  )
}

/** Findings that hold for this pod, with those that config insists on. */
export function findingList(findings: readonly Finding[], { model }: Picture): Markup {
  // what is allowed and holds is among the findings, with its reason
  const allowed = Object.entries(model.allowed).filter(([allowedCode]) =>
    findings.every(({ code }) => code !== allowedCode),
  )
  return tag(
    'ul',
    { class: 'notes' },
    findings.map(({ code, severity, message, remedy }) => {
      const remedyText = remedy === undefined ? '' : ` ${remedy[0]?.toUpperCase()}${remedy.slice(1)}.`
      return tag('li', {}, tag('code', {}, code), ` (${severity}) ${message}.${remedyText}`)
    }),
    allowed.map(([code, reason]) => tag('li', {}, tag('code', {}, code), ` (allowed) ${String(reason)}`)),
    findings.length + allowed.length === 0 ? tag('li', {}, 'none') : undefined,
  )
}
