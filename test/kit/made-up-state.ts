import { objectsChart } from '#constructs'
import { providerVersions } from '#terraform'
import { inTerraformFolder } from './real-providers.ts'

/** Bodies of resources by type and name, as Terraform JSON has them. */
export type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>

/** One change of a plan, as far as tests read it. */
export interface PlannedResource {
  readonly address: string
  readonly change: { readonly actions: readonly string[]; readonly replace_paths?: readonly (readonly unknown[])[] }
}

/**
 * What the real providers would do to resources that a made-up state has as `before`, and config has as `after`: no
 * cluster is asked.
 */
export async function plannedOn(before: Resources, after: Resources): Promise<PlannedResource[]> {
  return inTerraformFolder(async ({ run, write }) => {
    const plan = async (resource: Resources) => {
      await write('main.tf.json', JSON.stringify({ ...head(), resource }))
      await run('plan', '-refresh=false', '-input=false', '-lock=false', '-out=plan')
      return JSON.parse(await run('show', '-json', 'plan'))
    }
    for (const [path, text] of Object.entries(objectsChart())) await write(path, text)
    await write('main.tf.json', JSON.stringify({ ...head(), resource: before }))
    await run('init', '-input=false', '-no-color')
    const made = (await plan(before)).planned_values.root_module.resources
    await write('terraform.tfstate', JSON.stringify(stateOf(made)))
    return (await plan(after)).resource_changes
  })
}

function head() {
  const nowhere = { host: 'https://127.0.0.1:1', token: 'none' }
  return {
    terraform: {
      required_providers: Object.fromEntries(
        Object.entries(providerVersions).map(([name, version]) => [
          name,
          { source: `registry.terraform.io/hashicorp/${name}`, version },
        ]),
      ),
    },
    provider: { kubernetes: nowhere, helm: { kubernetes: nowhere } },
  }
}

interface MadeResource {
  readonly type: string
  readonly name: string
  readonly provider_name: string
  readonly schema_version: number
  readonly values: Readonly<Record<string, unknown>>
}

function stateOf(made: readonly MadeResource[]) {
  return {
    version: 4,
    terraform_version: '1.10.0',
    serial: 1,
    lineage: '00000000-0000-4000-8000-000000000000',
    outputs: {},
    resources: made.map(({ type, name, provider_name, schema_version, values }) => ({
      mode: 'managed',
      type,
      name,
      provider: `provider["${provider_name}"]`,
      instances: [{ schema_version, attributes: { ...values, id: `${type}/${name}` } }],
    })),
  }
}
