import { z } from 'zod'

/** A schema without what wraps it: optional, default, prefault, and the value that a transform reads. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  return layers(schema).at(-1) ?? schema
}

/** A schema and what it wraps, the outermost first. */
export function layers(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodPipe) return [schema, ...layers(schema.in)]
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return [schema, ...layers(schema.unwrap())]
  }
  return [schema]
}

/** The schema of the field at a path. @returns undefined where the schema has no such field */
export function fieldAt(root: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  let field: z.core.$ZodType | undefined = root
  for (const step of path) field = field && fieldOf(unwrapped(field), step)
  return field
}

/**
 * Keys that an object's schema knows; undefined for anything that is not an object.
 * @param value - what is written there: of a choice, the kind that it names
 */
export function knownKeys(schema: z.core.$ZodType, value?: unknown): string[] | undefined {
  const inner = unwrapped(schema)
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const chosen = kindOf(inner, (value as Record<string, unknown> | undefined)?.[inner.def.discriminator])
    const kinds = chosen ? [chosen] : inner.options
    return [...new Set(kinds.flatMap((kind) => knownKeys(kind as z.core.$ZodType) ?? []))]
  }
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : undefined
}

/** The schema of one kind, of those that a key chooses from. @returns undefined where there is no such kind */
function kindOf(choice: z.ZodDiscriminatedUnion, name: unknown): z.core.$ZodType | undefined {
  return choice.options.find((option) => kindNames(choice, option).includes(String(name)))
}

function kindNames({ def: { discriminator } }: z.ZodDiscriminatedUnion, option: z.core.$ZodType): string[] {
  const key = fieldOf(unwrapped(option), discriminator)
  return key instanceof z.ZodLiteral ? [...key.values].map(String) : []
}

/** What a field's `meta` says under a key: on the field itself, or on what it wraps. */
export function metaOf(
  schema: z.core.$ZodType | undefined,
  key: 'description' | 'source' | 'unit',
): string | undefined {
  if (schema === undefined) return undefined
  const value = layers(schema)
    .map((layer) => z.globalRegistry.get(layer)?.[key])
    .find(Boolean)
  return typeof value === 'string' ? value : undefined
}

/** The first example that a field's `meta` gives, as text. */
export function exampleOf(schema: z.core.$ZodType): string | undefined {
  const [example] = layers(schema).flatMap((layer) => z.globalRegistry.get(layer)?.['examples'] ?? []) as unknown[]
  return typeof example === 'string' ? example : undefined
}

function fieldOf(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, step) ? schema.shape[String(step)] : undefined
  if (schema instanceof z.ZodRecord) return schema.valueType
  if (schema instanceof z.ZodArray) return schema.element
  // the key that chooses has the names of all kinds
  if (schema instanceof z.ZodDiscriminatedUnion && schema.def.discriminator === step)
    return z.enum(schema.options.flatMap((option) => kindNames(schema, option)))
  if (schema instanceof z.ZodUnion)
    return schema.options.map((option) => fieldOf(unwrapped(option), step)).find(Boolean)
  return undefined
}
