import type { SourceFile } from './source-file.ts'

const uses = [/\bsource: '([A-Z0-9-]+)'/g, /\bkey: '([A-Z0-9-]+)'/g, /'([A-Z0-9-]+)', '[VTDK]'/g]

/** Keys of sources that a file cites: of a field's limits, or of a fact. */
export function sourceKeys({ text }: Pick<SourceFile, 'text'>): string[] {
  return uses.flatMap((use) => [...text.matchAll(use)].map(([, key]) => key ?? ''))
}

/** Keys of sources that a page has a row for. */
export function listedSources(page: string): string[] {
  return [...page.matchAll(/^\| ([A-Z0-9-]+) \| [^\s|]/gm)].map(([, key]) => key ?? '')
}
