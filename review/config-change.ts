import { stableText } from '#core'

/** One value of a config that differs: a map is walked into where both sides have one, everything else is one value. */
export interface ConfigChange {
  /** Dotted path in its file. */
  readonly path: string
  /** Undefined where it was not there. */
  readonly before: unknown
  /** Undefined where it is not there any more. */
  readonly after: unknown
}

/** Values that differ between two configs, defaults included, in the order of the paths; order of maps and sets has no say. */
export function configChanges(before: unknown, after: unknown, path = ''): ConfigChange[] {
  if (!isMap(before) || !isMap(after)) {
    return stableText(before ?? null) === stableText(after ?? null) ? [] : [{ path, before, after }]
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return keys.flatMap((key) => configChanges(before[key], after[key], path === '' ? key : `${path}.${key}`))
}

/** A list of words that a change has on one side; empty where there is none. */
export function words(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** Words that only one of two lists has. */
export function without(list: readonly string[], others: readonly string[]): string[] {
  return list.filter((word) => !others.includes(word))
}

/** A value of a config in one line; long ones are cut. */
export function printedConfig(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (typeof value === 'string') return value
  const text = JSON.stringify(value).replaceAll('"', '').replaceAll(',', ', ').replaceAll(':', ': ')
  return text.length > 120 ? `${text.slice(0, 117)}...` : text
}

/** A change in one line: `128 → 64`. */
export function printedChange({ before, after }: ConfigChange): string {
  return `${printedConfig(before)} → ${printedConfig(after)}`
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
