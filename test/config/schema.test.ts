import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  Inventory,
  inventoryJsonSchema,
  Pod,
  podJsonSchema,
  Target,
  Tenant,
  targetJsonSchema,
  tenantJsonSchema,
} from '#config'

/** A field of a schema, with all that wraps it. */
interface Field {
  readonly path: string
  readonly layers: readonly z.core.$ZodType[]
}

const fields = [
  ...fieldsOf('Pod', Pod),
  ...fieldsOf('Tenant', Tenant),
  ...fieldsOf('Target', Target),
  ...fieldsOf('Inventory', Inventory),
]

/** Numbers that count and measure nothing. */
const identifiers = ['Tenant.egress.*.ports.*']

test('every field of a schema has a description', () => {
  expect(fields.length).toBeGreaterThan(70)
  expect(fields.filter((field) => !metaOf(field, 'description')).map(({ path }) => path)).toEqual([])
})

test('every quantity of a schema has a unit', () => {
  const numbers = fields.filter((field) => isNumber(innermost(field)) && !identifiers.includes(field.path))
  expect(numbers.length).toBeGreaterThan(10)
  expect(numbers.filter((field) => !metaOf(field, 'unit')).map(({ path }) => path)).toEqual([])
})

test('every source that a schema names is a key, as docs/sources.md has them', () => {
  const sources = fields.flatMap((field) => metaOf(field, 'source') ?? [])
  expect(new Set(sources).size).toBeGreaterThan(3)
  expect(sources.filter((key) => !/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/.test(key))).toEqual([])
})

test('every map of a schema refuses keys that it does not know', () => {
  const objects = fields.map(innermost).filter((schema) => schema instanceof z.ZodObject)
  expect(objects.length).toBeGreaterThan(15)
  expect(objects.filter((object) => !(object.def.catchall instanceof z.ZodNever))).toEqual([])
})

test.each([
  ['superpod', podJsonSchema],
  ['tenant', tenantJsonSchema],
  ['target', targetJsonSchema],
  ['inventory', inventoryJsonSchema],
] as const)(
  'the written JSON Schema of a %s file is the one of the code (else: npm run golden)',
  async (name, schema) => {
    await expect(`${JSON.stringify(schema(), null, 2)}\n`).toMatchFileSnapshot(`../../config/${name}.schema.json`)
  },
)

test('the JSON Schema of a target lets its override change what a pod has, and remove it', () => {
  const override = (targetJsonSchema()['properties'] as Record<string, z.core.JSONSchema.BaseSchema>)['override']
  expect(Object.keys(override?.properties ?? {})).toContain('racks')
  expect(Object.keys(override?.properties ?? {})).not.toContain('name')
  expect(override?.required).toBeUndefined()
})

function fieldsOf(path: string, schema: z.core.$ZodType): Field[] {
  const field = { path, layers: layersOf(schema) }
  const inner = innermost(field)
  if (inner instanceof z.ZodObject) {
    return [
      field,
      ...Object.entries(inner.shape).flatMap(([key, value]) => fieldsOf(`${path}.${key}`, value as z.ZodType)),
    ]
  }
  if (inner instanceof z.ZodDiscriminatedUnion) {
    return [field, ...inner.options.flatMap((option, index) => fieldsOf(`${path}.${index}`, option))]
  }
  if (inner instanceof z.ZodRecord && !(inner.valueType instanceof z.ZodUnknown)) {
    return [field, ...fieldsOf(`${path}.*`, inner.valueType)]
  }
  if (inner instanceof z.ZodArray) return [field, ...fieldsOf(`${path}.*`, inner.element)]
  return [field]
}

function layersOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodPipe) return [schema, ...layersOf(schema.in)]
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return [schema, ...layersOf(schema.unwrap())]
  }
  return [schema]
}

function innermost({ layers, path }: Field): z.core.$ZodType {
  const inner = layers.at(-1)
  if (inner === undefined) throw new Error(`${path} has no schema`)
  return inner
}

function isNumber(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodLiteral) return typeof [...schema.values][0] === 'number'
  // a number that is only read to be refused is none
  if (schema instanceof z.ZodUnion)
    return schema.options.some((option) => isNumber(option) && !z.globalRegistry.get(option)?.['refused'])
  return schema instanceof z.ZodNumber
}

function metaOf({ layers }: Field, key: 'description' | 'source' | 'unit'): string | undefined {
  return layers.map((layer) => z.globalRegistry.get(layer)?.[key]).find((value) => typeof value === 'string') as
    | string
    | undefined
}
