import { counted } from '#core'

/** A value as a sentence has it: `"abc"`, `12 GPUs`, `1 system`, `a list of 3`, `empty`. */
export function printedValue(value: unknown, unit?: string): string {
  if (value === null || value === undefined) return 'empty'
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)
  if (typeof value === 'number') return printedNumber(value, unit)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (typeof value !== 'object') return String(value)
  const keys = Object.keys(value).length
  return keys === 0 ? 'an empty map' : `a map of ${counted(keys, 'key')}`
}

function printedNumber(value: number, unit: string | undefined): string {
  if (unit === undefined) return String(value)
  return `${value} ${value === 1 ? unit.replace(/s$/, '') : unit}`
}
