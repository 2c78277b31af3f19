import { readFile } from 'node:fs/promises'
import type { KubeObject } from '#core'
import { ApiFault, type Cluster, inParallel, type LiveObject } from '#kube'

/** Sets of schemas in test/fixtures/crds: the API of operators, as their projects publish it. */
export type SchemaSet =
  | 'gpu-operator-26.3.2'
  | 'gpu-operator-26.7.0'
  | 'jobset-0.12.0'
  | 'kubeflow-trainer-2.3.0'
  | 'network-operator-26.1.2'
  | 'network-operator-26.4.1'
  | 'nv-ipam'
  | 'prometheus-operator-88.5.3'

/** Has an API server serve the kinds of operators. */
export async function serveKinds(cluster: Cluster, sets: readonly SchemaSet[]): Promise<void> {
  for (const set of sets) {
    const text = await readFile(new URL(`../fixtures/crds/${set}.json`, import.meta.url), 'utf8')
    const definitions = JSON.parse(text) as KubeObject[]
    await cluster.applyAll(definitions)
    await inParallel(definitions, 8, (definition) => cluster.waitFor(definition, 'established', isEstablished))
  }
}

function isEstablished(definition: LiveObject | undefined): boolean {
  const { conditions } = (definition?.['status'] ?? {}) as { conditions?: { type: string; status: string }[] | null }
  return (conditions ?? []).some(({ type, status }) => type === 'Established' && status === 'True')
}

/**
 * What a real API server has against objects: each is sent as it would be applied, and kept by nobody. Fields that its
 * schema does not know are refused. Whatever namespace an object names must be there.
 * @returns one line for each refused object, in the order given
 */
export async function refusals(cluster: Cluster, objects: readonly KubeObject[]): Promise<string[]> {
  const lines = await inParallel(objects, 8, async (object) => {
    try {
      await cluster.apply(object, { dryRun: true, strict: true })
      return []
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error
      return [error.findings.map(({ message }) => message).join('; ')]
    }
  })
  return lines.flat()
}
