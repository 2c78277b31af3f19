import { z } from 'zod'
import { counted, didYouMean, wordList } from '#core'
import { metaOf, unwrapped } from './schema-field.ts'

/** What a finding says, once it is known which value was refused and why. */
export interface SchemaWords {
  readonly code: string
  readonly message: string
  readonly remedy: string
}

/** A field, the value that somebody wrote into it, and the name that sentences give it. */
export interface Written {
  readonly label: string
  readonly value: unknown
  readonly field: z.core.$ZodType | undefined
}

/** A value as a sentence has it: `"abc"`, `12 GPUs`, `a list`, `nothing`. */
export function printedValue(value: unknown, unit?: string): string {
  if (value === null || value === undefined) return 'empty'
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)
  if (typeof value === 'number') return unit ? `${value} ${unit}` : String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (typeof value !== 'object') return String(value)
  const keys = Object.keys(value).length
  return keys === 0 ? 'an empty map' : `a map of ${counted(keys, 'key')}`
}

/** What a field holds, as the end of a sentence: `a whole number (GPUs)`, `one of twin, kind or kubeconfig`. */
export function printedType(field: z.core.$ZodType | undefined): string {
  const inner = field && unwrapped(field)
  const unit = metaOf(field, 'unit')
  const behind = unit ? ` (${unit})` : ''
  if (inner instanceof z.ZodEnum) return printedOptions(inner.options)
  if (inner instanceof z.ZodLiteral) return `${printedOptions([...inner.values])}${behind}`
  if (inner instanceof z.ZodNumber) return `a whole number${behind}`
  if (inner instanceof z.ZodUnion) return unit ? `a whole number${behind}` : printedUnion(inner)
  if (inner instanceof z.ZodBoolean) return 'true or false'
  if (inner instanceof z.ZodArray) return 'a list'
  if (inner instanceof z.ZodObject || inner instanceof z.ZodRecord) return 'a map'
  return 'text'
}

/** Words for a key that nobody knows. */
export function unknownKey(key: string, label: string, known: readonly string[]): SchemaWords {
  const near = didYouMean(key, known)
  return {
    code: 'schema/unknown-key',
    message: `found the key ${printedValue(key)} in ${label}, but it may have ${wordList(known, 'and')}`,
    remedy: near ? `did you mean ${near}? write it so, or remove ${key}` : `remove ${key}, or correct it`,
  }
}

/** Words for a key that is needed and not there. */
export function missingKey({ label, field }: Written): SchemaWords {
  return {
    code: 'schema/missing-key',
    message: `${label} is missing, but must be ${printedType(field)}`,
    remedy: `add ${label}`,
  }
}

/** Words for a value of another type than its field's. */
export function wrongType({ label, value, field }: Written): SchemaWords {
  const inner = field && unwrapped(field)
  return {
    code: 'schema/wrong-type',
    message: `${label} is ${printedValue(value)}, but must be ${printedType(field)}`,
    remedy: typeRemedy(label, value, inner),
  }
}

/** Words for a value that is none of a field's few. */
export function notAllowed({ label, value }: Written, options: readonly unknown[]): SchemaWords {
  const near = typeof value === 'string' ? didYouMean(value, options.map(String)) : undefined
  return {
    code: 'schema/not-allowed',
    message: `${label} is ${printedValue(value)}, but must be ${printedOptions(options)}`,
    remedy: near ? `did you mean ${near}? write it so` : `write ${printedOptions(options)}`,
  }
}

/** Words for a number outside of its limits. */
export function outsideLimit({ label, value, field }: Written, limit: number, tooSmall: boolean): SchemaWords {
  const unit = metaOf(field, 'unit')
  const allowed = `${tooSmall ? 'at least' : 'at most'} ${printedValue(limit, unit)}`
  return {
    code: tooSmall ? 'schema/too-small' : 'schema/too-large',
    message: `${label} is ${printedValue(value, unit)}, but must be ${allowed}`,
    remedy: `write ${limit} or ${tooSmall ? 'more' : 'less'}`,
  }
}

function printedOptions(options: readonly unknown[]): string {
  return options.length === 1 ? String(options[0]) : `one of ${wordList(options.map(String))}`
}

function printedUnion(union: z.ZodUnion): string {
  // a version may be read as a number, only to be refused; a list of names as a count
  return printedType(union.options[0] as z.core.$ZodType | undefined)
}

function typeRemedy(label: string, value: unknown, inner: z.core.$ZodType | undefined): string {
  if (inner instanceof z.ZodArray || inner instanceof z.ZodUnion) {
    if (typeof value === 'string') return `write [${value}]`
  }
  if (value === null)
    return inner instanceof z.ZodRecord || inner instanceof z.ZodObject
      ? 'write {}'
      : `give ${label} a value, or remove it`
  if (typeof value !== 'object' && inner instanceof z.ZodString) return `put it in quotes: "${value}"`
  if (inner instanceof z.ZodBoolean) return 'write true or false, without quotes'
  if (inner instanceof z.ZodNumber && typeof value === 'string') return 'write a number, without quotes'
  return `write ${printedType(inner)}`
}
