import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files of the page's script, each before those that use it. */
const parts = [
  'pod.mjs',
  'element.mjs',
  'panel.mjs',
  'search.mjs',
  'walk.mjs',
  'rails.mjs',
  'late-table.mjs',
  'main.mjs',
]

/** The page's script as one module: its files one after the other, for a page has no files beside it. */
export function pageScript(): string {
  const folder = join(import.meta.dirname, 'browser')
  return parts.map((part) => withoutDoors(readFileSync(join(folder, part), 'utf8'))).join('')
}

function withoutDoors(text: string): string {
  return text
    .replaceAll(/^import [^;]*? from '[^']*'\n/gms, '')
    .replaceAll(/^export /gm, '')
    .replaceAll(/^\s*(\/\*\*.*\*\/|\/\/.*)\n/gm, '')
    .replaceAll(/^\/\*\*\n( \*.*\n)*? \*\/\n/gm, '')
}
