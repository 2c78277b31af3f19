import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, resolve } from 'node:path'

/**
 * The stack of an error in terms of our sources: a bundle's line numbers help nobody.
 * Read only when something is our own fault, since the map is large.
 */
export function sourceStack(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const stack = error.stack ?? error.message
  const bundle = /\(?(\/.*?superpod\.cjs):\d+:\d+\)?/.exec(stack)?.[1]
  const mapped = bundle ? withSources(stack, bundle) : stack
  return error.cause === undefined ? mapped : `${mapped}\ncaused by ${sourceStack(error.cause)}`
}

function withSources(stack: string, bundle: string): string {
  try {
    const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')))
    return stack.replaceAll(/[^\s(]*superpod\.cjs:(\d+):(\d+)/g, (found, line, column) => {
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1)
      if (!('originalSource' in entry)) return found
      const source = resolve(dirname(bundle), entry.originalSource)
      return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
    })
  } catch {
    return stack
  }
}
