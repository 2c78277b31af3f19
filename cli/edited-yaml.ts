import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'

/**
 * A YAML text with one more pair at the end of a map; nothing else of it changes, comments and blanks included.
 * @param path - keys down to the map
 * @param pair - `key: value` on one line
 * @returns undefined where there is no such map, or one that cannot be told from its text: an alias, an empty one
 */
export function withPair(text: string, path: readonly string[], pair: string): string | undefined {
  const map = parseDocument(text).getIn(path, true)
  if (!isMap(map)) return undefined
  const first = map.items[0]
  const last = map.items.at(-1)
  const end = last && endOf(last)
  if (end === undefined || !isScalar(first?.key) || !first.key.range) return undefined
  if ((map as YAMLMap).flow) return `${text.slice(0, end)}, ${pair}${text.slice(end)}`
  const start = first.key.range[0]
  const indent = ' '.repeat(start - text.lastIndexOf('\n', start - 1) - 1)
  const lineEnd = text.indexOf('\n', text[end - 1] === '\n' ? end - 1 : end)
  const at = lineEnd === -1 ? text.length : lineEnd
  return `${text.slice(0, at)}\n${indent}${pair}${text.slice(at)}`
}

/** Offset after the value of a pair. */
function endOf({ key, value }: YAMLMap['items'][number]): number | undefined {
  const node = (value ?? key) as { readonly range?: readonly number[] | null }
  return node.range?.[1]
}
