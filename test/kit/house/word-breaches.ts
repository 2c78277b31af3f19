import { basename } from 'node:path'
import type { SourceFile } from './source-file.ts'

const emptyNames = /^(utils?|helpers?|common|misc|manager|shared)$/

/** Names that say nothing, and words that put work off. */
export function wordBreaches({ path, text }: SourceFile): string[] {
  const words = basename(path, '.ts').split(/[-.]/)
  const empty = words.filter(
    (word, index) => emptyNames.test(word) && (index === 0 ? words.length === 1 : /^(utils?|helpers?)$/.test(word)),
  )
  const later = [...text.matchAll(/\/\/.*\b(TODO|FIXME|XXX|HACK)\b/g)].map(([, word]) => word ?? '')
  return [...empty, ...later].map((word) => `${path}: ${word}`)
}
