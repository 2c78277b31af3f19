import { z } from 'zod'
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

/** JSON Schema of `targets/<name>.yaml`, for editors; its `override` knows the keys of `superpod.yaml`. */
export function targetJsonSchema(): JsonSchema {
  const target = plain(Target)
  const { $defs, $schema: _, ...patch } = patchOf(podJsonSchema()) as JsonSchema
  const properties = target['properties'] as JsonSchema
  const override = {
    ...patch,
    ...(properties['override'] as JsonSchema),
    additionalProperties: false,
    default: undefined,
  }
  return asData({ ...target, properties: { ...properties, override }, $defs })
}

function plain(schema: z.ZodType): JsonSchema {
  return asData(z.toJSONSchema(schema, { io: 'input' }))
}

/** Without what only zod's own result carries. */
function asData(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema)) as JsonSchema
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
