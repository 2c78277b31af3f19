import { createHash } from 'node:crypto'
import type { Finding } from '#core'
import { type Markup, raw, tag } from '../markup.ts'
import type { Picture } from '../picture.ts'
import { documentHead } from './document-head.ts'
import { head } from './head.ts'
import { pageData } from './page-records.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { sectionNames, sections } from './sections.ts'

/** Who runs a pod, and what is publicly known of it: shown, and nothing else. */
export interface Site {
  readonly operator?: string | undefined
  readonly country?: string | undefined
  readonly renewablePercent?: number | undefined
  readonly published?: Readonly<Record<string, string>> | undefined
  readonly assumed?: Readonly<Record<string, string>> | undefined
  readonly open?: Readonly<Record<string, string>> | undefined
}

/** What the page says beside what is drawn. */
export interface PageWords {
  readonly site: Site
  readonly findings: readonly Finding[]
}

/** The whole pod as one page that needs nothing else: no network, no file beside it. */
export function page(picture: Picture, { site, findings }: PageWords): string {
  const script = pageScript()
  const data = JSON.stringify(pageData(picture)).replaceAll('<', '\\u003c')
  const document = tag(
    'html',
    { lang: 'en' },
    pageHead(picture, script),
    tag(
      'body',
      {},
      tag('a', { class: 'skip', href: '#main' }, 'Skip to the drawings'),
      head(picture, site),
      bar(),
      tag('main', { id: 'main' }, sections(picture, findings)),
      footer(picture),
      tag('aside', { class: 'panel-box', id: 'panel', 'aria-labelledby': 'panel-title', hidden: true }),
      tag('script', { type: 'application/json', id: 'pod' }, raw(data)),
      tag('script', { type: 'module' }, raw(script)),
    ),
  )
  return `<!doctype html>\n${document.markup}\n`
}

function pageHead({ model }: Picture, script: string): Markup {
  const hash = createHash('sha256').update(script).digest('base64')
  const title = `${model.title}: racks, fabric, power and capacity`
  return documentHead({ title, style: pageStyle(), script: `'sha256-${hash}'` })
}

function bar(): Markup {
  const box = { type: 'search', id: 'search', placeholder: 'Find by name', autocomplete: 'off' }
  const combo = { role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'found', 'aria-autocomplete': 'list' }
  return tag(
    'div',
    { class: 'bar' },
    tag(
      'div',
      {},
      tag(
        'nav',
        { 'aria-label': 'Parts of the page' },
        tag(
          'ul',
          {},
          Object.entries(sectionNames).map(([id, name]) => tag('li', {}, tag('a', { href: `#${id}` }, name))),
        ),
      ),
      tag(
        'div',
        { class: 'search', role: 'search' },
        tag('input', { ...box, ...combo, 'aria-label': 'Find by name' }),
        tag('ul', { id: 'found', role: 'listbox', 'aria-label': 'Found', hidden: true }),
      ),
    ),
  )
}

function footer({ model }: Picture): Markup {
  const words = `${model.title}, as ./superpod view ${model.name} drew it from its config. Nothing on this page was measured on the machine.`
  return tag('footer', {}, words)
}
