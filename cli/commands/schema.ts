import { inventoryJsonSchema, podJsonSchema, targetJsonSchema, tenantJsonSchema } from '#config'
import { command } from '../command.ts'

const schemas = {
  pod: podJsonSchema,
  tenant: tenantJsonSchema,
  target: targetJsonSchema,
  inventory: inventoryJsonSchema,
}

/** Prints JSON Schemas for editors. */
export const schema = command({
  name: 'schema',
  summary: 'the JSON Schema of a config file, for editors',
  args: {
    kind: {
      type: 'enum',
      options: Object.keys(schemas),
      default: 'pod',
      description: 'which file: pod, tenant, target or inventory',
    },
  },
  examples: [
    { line: './superpod schema', purpose: 'of superpod.yaml' },
    { line: './superpod schema --kind tenant > config/tenant.schema.json', purpose: 'of a file of tenants/' },
  ],
  async run({ kind }) {
    const data = schemas[kind as keyof typeof schemas]()
    return { data, text: () => JSON.stringify(data, undefined, 2) }
  },
})
