import { type Markup, raw, tag } from '../markup.ts'

export interface DocumentHeadProps {
  readonly title: string
  readonly style: string
  /** Scripts that may run, as a policy names them: `'sha256-…'`. @default none */
  readonly script?: string
}

/** The head of a page that needs nothing else: nothing but what is written in it may run or be loaded. */
export function documentHead({ title, style, script }: DocumentHeadProps): Markup {
  const scripts = script === undefined ? '' : `script-src ${script}; `
  const policy = `default-src 'none'; style-src 'unsafe-inline'; ${scripts}img-src data:; base-uri 'none'; form-action 'none'`
  return tag(
    'head',
    {},
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'color-scheme', content: 'light dark' }),
    tag('link', { rel: 'icon', href: 'data:,' }),
    tag('title', {}, title),
    tag('style', {}, raw(style)),
  )
}
