import { z } from 'zod'
import type { Finding } from '#core'
import { firstFindings, mostFindings } from './first-findings.ts'
import { keyPointAt, type LocatedMap, nodeAt, placeOf, plainValue, pointAt } from './located.ts'
import { printedValue } from './printed-value.ts'
import { fieldAt, knownKeys, metaOf } from './schema-field.ts'
import {
  missingKey,
  notAllowed,
  outsideLimit,
  printedType,
  type SchemaWords,
  unknownKey,
  type Written,
  wrongType,
} from './schema-words.ts'
import type { ValueFault } from './value-fault.ts'

/** A value that fits its schema, or the findings that say why it does not. */
export interface Judged<T> {
  readonly value?: T
  readonly findings: readonly Finding[]
}

type Issue = z.core.$ZodIssue

/** What an issue is about: the schema, the file's values, and what paths begin with. */
interface Subject {
  readonly schema: z.ZodType
  readonly root: LocatedMap
  /** What paths of findings begin with: `tenants.genomics`; empty for the pod itself. */
  readonly prefix: string
}

/**
 * Judges a file's values by their schema: every fault at once, each with its place.
 * @param prefix - what paths of findings begin with, such as `tenants.genomics`
 */
export function judged<T>(schema: z.ZodType<T>, root: LocatedMap, prefix = ''): Judged<T> {
  const result = schema.safeParse(plainValue(root))
  if (result.success) return { value: result.data, findings: [] }
  const subject = { schema, root, prefix }
  return { findings: firstFindings(result.error.issues.flatMap((issue) => issueFindings(issue, issue.path, subject))) }
}

function issueFindings(issue: Issue, path: readonly PropertyKey[], subject: Subject): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, mostFindings + 1).map((key) => unknownKeyFinding(key, path, subject))
  }
  if (issue.code === 'invalid_union') return unionFindings(issue, path, subject)
  const written = writtenAt(path, subject)
  if (written.value === undefined && isUnreadable(path, subject)) return []
  if (issue.code === 'invalid_key') return [finding(keyWords(issue, path, subject), path, subject, true)]
  return [finding(words(issue, written), path, subject)]
}

/** The branch that got furthest speaks for a union; where none took the type, the type is wrong. */
function unionFindings(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[], subject: Subject): Finding[] {
  const taken = issue.errors.find((branch) =>
    branch.some(({ code, path }) => code !== 'invalid_type' || path.length > 0),
  )
  if (taken) return taken.flatMap((inner) => issueFindings(inner, [...path, ...inner.path], subject))
  const written = writtenAt(path, subject)
  if (written.value === undefined && isUnreadable(path, subject)) return []
  const kinds = written.field instanceof z.ZodEnum && typeof written.value === 'string' ? written.field.options : []
  if (kinds.length > 0) return [finding(notAllowed(written, kinds), path, subject)]
  return [finding(written.value === undefined ? missingKey(written) : wrongType(written), path, subject)]
}

function unknownKeyFinding(key: string, path: readonly PropertyKey[], subject: Subject): Finding {
  const { field, value, label } = writtenAt(path, subject)
  const known = (field && knownKeys(field, value)) ?? []
  return finding(unknownKey(key, label === '' ? 'the file' : label, known), [...path, key], subject, true)
}

function words(issue: Issue, written: Written): SchemaWords {
  if (issue.code === 'custom' && issue.params) return faultWords(issue.params as unknown as ValueFault, written)
  if (written.value === undefined) return missingKey(written)
  if (issue.code === 'invalid_type') return wrongType(written)
  if (issue.code === 'invalid_value') return notAllowed(written, issue.values)
  if (issue.code === 'too_small') return outsideLimit(written, Number(issue.minimum), true)
  if (issue.code === 'too_big') return outsideLimit(written, Number(issue.maximum), false)
  return faultWords({ code: 'schema/format', allowed: issue.message }, written)
}

function keyWords(issue: z.core.$ZodIssueInvalidKey, path: readonly PropertyKey[], subject: Subject): SchemaWords {
  const around = path.slice(0, -1).map(String).join('.')
  const written = { label: `a key of ${around}`, value: path.at(-1), field: fieldAt(subject.schema, path) }
  const inner = issue.issues[0]
  return inner ? words(inner, written) : faultWords({ code: 'schema/format', allowed: issue.message }, written)
}

function faultWords({ code, allowed, remedy }: ValueFault, { label, value, field }: Written): SchemaWords {
  const unit = metaOf(field, 'unit')
  return {
    code,
    message: `${label} is ${printedValue(value, unit)}, but must be ${allowed}`,
    remedy: remedy ?? `write ${allowed === '' ? printedType(field) : allowed}`,
  }
}

/** Whether what is missing may be in what the reader of the file has refused already. */
function isUnreadable(path: readonly PropertyKey[], { root }: Subject): boolean {
  const around = nodeAt(root, path.slice(0, -1))
  return around?.kind === 'map' && around.incomplete === true
}

function writtenAt(path: readonly PropertyKey[], { schema, root }: Subject): Written {
  const node = nodeAt(root, path)
  const inList = nodeAt(root, path.slice(0, -1))?.kind === 'list'
  const dotted = path.map(String)
  return {
    label: inList ? `an entry of ${dotted.slice(0, -1).join('.')}` : dotted.join('.'),
    value: node && plainValue(node),
    field: fieldAt(schema, path),
  }
}

function finding(
  { code, message, remedy }: SchemaWords,
  path: readonly PropertyKey[],
  { root, prefix }: Subject,
  atKey = false,
): Finding {
  const point = atKey ? keyPointAt(root, path) : pointAt(root, path)
  const dotted = [prefix, ...path.map(String)].filter(Boolean).join('.')
  return { code, severity: 'error', path: dotted, place: placeOf(point), message, remedy }
}
