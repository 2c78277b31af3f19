import { z } from 'zod'
import { didYouMean, wordList } from '#core'
import { printedValue } from './printed-value.ts'
import { exampleOf, layers, metaOf, unwrapped } from './schema-field.ts'

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

/** What a field holds, as the end of a sentence: `a whole number (GPUs)`, `one of twin, kind or kubeconfig`. */
export function printedType(field: z.core.$ZodType | undefined): string {
  const inner = field && unwrapped(field)
  const unit = metaOf(field, 'unit')
  const behind = unit ? ` (${unit})` : ''
  if (inner instanceof z.ZodEnum) return printedOptions(inner.options)
  if (inner instanceof z.ZodLiteral) return `${printedOptions([...inner.values])}${behind}`
  if (inner instanceof z.ZodNumber) return `a whole number${behind}`
  if (inner instanceof z.ZodDiscriminatedUnion) return `a map with ${inner.def.discriminator}`
  if (inner instanceof z.ZodUnion) return unit ? `a whole number${behind}` : printedUnion(inner)
  if (inner instanceof z.ZodBoolean) return 'true or false'
  if (inner instanceof z.ZodArray) return 'a list'
  if (inner instanceof z.ZodObject) return printedMap(inner)
  if (inner instanceof z.ZodRecord) return 'a map'
  const example = field && exampleOf(field)
  return example ? `text such as ${example}` : 'text'
}

/** Words for a key that nobody knows. */
export function unknownKey(key: string, label: string, known: readonly string[]): SchemaWords {
  const near = didYouMean(key, known)
  return {
    code: 'schema/unknown-key',
    message: `found the key ${printedValue(key)} in ${label}, but it may have ${wordList(known, 'and')}`,
    remedy: near ? `write ${near} (did you mean that?), or remove ${key}` : `remove ${key}, or correct it`,
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
  return {
    code: 'schema/wrong-type',
    message: `${label} is ${printedValue(value)}, but must be ${printedType(field)}`,
    remedy: typeRemedy(label, value, field),
  }
}

/** Words for a value that is none of a field's few. */
export function notAllowed({ label, value }: Written, options: readonly unknown[]): SchemaWords {
  const near = typeof value === 'string' ? didYouMean(value, options.map(String)) : undefined
  return {
    code: 'schema/not-allowed',
    message: `${label} is ${printedValue(value)}, but must be ${printedOptions(options)}`,
    remedy: near ? `write ${near} (did you mean that?)` : `write ${wordList(options.map(String))}`,
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

function printedMap(map: z.ZodObject): string {
  const needed = Object.entries(map.shape).flatMap(([key, field]) => (isNeeded(field) ? [key] : []))
  return needed.length === 0 ? 'a map' : `a map with ${wordList(needed, 'and')}`
}

function isNeeded(field: z.core.$ZodType): boolean {
  return layers(field).every(
    (layer) => !(layer instanceof z.ZodOptional || layer instanceof z.ZodDefault || layer instanceof z.ZodPrefault),
  )
}

function printedUnion(union: z.ZodUnion): string {
  // a version may be read as a number, only to be refused; a list of names as a count
  return printedType(union.options[0] as z.core.$ZodType | undefined)
}

function typeRemedy(label: string, value: unknown, field: z.core.$ZodType | undefined): string {
  const inner = field && unwrapped(field)
  const takesList = inner instanceof z.ZodArray || inner instanceof z.ZodUnion
  if (typeof value === 'string' && takesList) return `write [${value}]`
  if (value === null) return emptyRemedy(label, field)
  if (inner instanceof z.ZodBoolean) return 'write true or false, without quotes'
  if (inner instanceof z.ZodNumber && typeof value === 'string') return 'write a number, without quotes'
  if (typeof value === 'object' || !(inner instanceof z.ZodString)) return `write ${printedType(field)}`
  const example = exampleOf(inner)
  return example ? `write text such as ${example}, in quotes if it looks like a number` : `put it in quotes: "${value}"`
}

function emptyRemedy(label: string, field: z.core.$ZodType | undefined): string {
  const type = printedType(field)
  return type === 'a map' ? 'write {}' : `give ${label} ${type}, or remove it`
}
