import { z } from 'zod'
import { Inventory } from './inventory.ts'
import { Pod } from './pod.ts'
import { Target } from './target.ts'
import { Tenant } from './tenant.ts'

/** A JSON Schema, as plain data. */
export type JsonSchema = Record<string, unknown>

/** JSON Schema of `superpod.yaml`, for editors. */
export function podJsonSchema(): JsonSchema {
  return plain(Pod)
}

/** JSON Schema of `tenants/<name>.yaml`, for editors. */
export function tenantJsonSchema(): JsonSchema {
  return plain(Tenant)
}

/** JSON Schema of `inventory.yaml`, for editors. */
export function inventoryJsonSchema(): JsonSchema {
  return plain(Inventory)
}

/** JSON Schema of `targets/<name>.yaml`, for editors; its `override` knows the keys of `superpod.yaml`, but for its name. */
export function targetJsonSchema(): JsonSchema {
  const target = plain(Target)
  const { $defs, properties } = patchOf(podJsonSchema()) as { $defs: JsonSchema; properties: JsonSchema }
  const { name: _, ...changeable } = properties
  const fields = target['properties'] as JsonSchema
  const { description } = fields['override'] as JsonSchema
  const override = { description, type: 'object', properties: changeable, additionalProperties: false }
  return { ...target, properties: { ...fields, override }, $defs: { ...(target['$defs'] as JsonSchema), ...$defs } }
}

function plain(schema: z.ZodType): JsonSchema {
  // as data: without what only zod's own result carries
  return withoutRefused(JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input' })))) as JsonSchema
}

/** Takes out what is only read to be refused with a good reason, so that editors refuse it at once. */
function withoutRefused(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutRefused)
  if (typeof schema !== 'object' || schema === null) return schema
  const { anyOf, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withoutRefused(value)]),
  ) as { anyOf?: JsonSchema[] }
  if (anyOf === undefined) return rest
  const accepted = anyOf.filter((option) => option['refused'] !== true)
  return accepted.length === 1 ? { ...accepted[0], ...rest } : { ...rest, anyOf: accepted }
}

/** The schema of a patch: nothing is required, nothing has a default, and null removes. */
function patchOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(patchOf)
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).filter(([key]) => key !== 'required' && key !== 'default' && key !== 'id')
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'properties' ? withNull(value as JsonSchema) : patchOf(value)]),
  )
}

function withNull(properties: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, { anyOf: [patchOf(value), { type: 'null' }] }]),
  )
}
