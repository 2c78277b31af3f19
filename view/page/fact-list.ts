import { type Markup, tag } from '../markup.ts'

/** Names and what they stand for, a line each. */
export function factList(pairs: readonly (readonly [string, string])[]): Markup {
  return tag(
    'dl',
    { class: 'facts' },
    pairs.map(([name, value]) => [tag('dt', {}, name), tag('dd', {}, value)]),
  )
}
