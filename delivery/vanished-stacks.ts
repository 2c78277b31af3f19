import { join } from 'node:path'
import { stableText } from '#core'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack, StackJson } from './delivery-stack.ts'
import { backendFor } from './state-place.ts'
import { tenantOfStack } from './vanished.ts'
import { jsonOf, writtenFile } from './written-file.ts'

/**
 * Stacks that are on record but that nobody named: as much of them as it takes to destroy them. The engine destroys
 * what is in a state and in no JSON; the manifests delivery has its inventory.
 */
export async function vanishedStacks(
  context: Pick<DeliveryContext, 'workplace' | 'pod' | 'target'>,
  named: readonly DeliveryStack[],
  onRecord: readonly string[],
): Promise<DeliveryStack[]> {
  const names = onRecord.filter((name) => !named.some((each) => each.name === name))
  const all: DeliveryStack[] = []
  for (const name of names) {
    const file = join(context.workplace.stackFolder(name), 'cdk.tf.json')
    const json = (await jsonOf<StackJson>(file)) ?? bareJson(named[0], name)
    await writtenFile(file, stableText(json), { mode: 0o644, folderMode: 0o755 })
    const tenant = tenantOfStack(name, context)
    all.push({ name, layer: tenant ? 'tenant' : 'platform', tenant, json, files: {}, objects: [], releases: [] })
  }
  return all
}

/** Another stack's providers, with this one's state. */
function bareJson(sample: DeliveryStack | undefined, name: string): StackJson {
  if (!sample) return {}
  const { terraform = {}, provider } = sample.json
  return { terraform: { ...terraform, backend: backendFor(sample.json, sample.name, name) }, provider }
}
