import { Target } from '#config'
import { type PodModel, podModel } from '#model'
import { clusterLayer, stackOutlines, synthesised } from '#stacks'
import type { TerraformJson } from '#terraform'
import { type AnyPodParts, type AnySystems, loadedAnyPod } from './any-pod.ts'
import { madeTargets } from './made-targets.ts'

/** A kind of cloud. */
export type Cloud = 'eks' | 'gke' | 'aks'

/** A pod in a cloud, of which little is written. */
export interface CloudPod extends Omit<AnyPodParts, 'target'> {
  /** @default one unit of DGX H100 */
  readonly systems?: Partial<AnySystems>
  /** @default that of the generation */
  readonly management?: number
  /** Keys of the cloud's own section beside those that every test target has. */
  readonly section?: Readonly<Record<string, unknown>>
}

/** The model of a pod in a cloud. */
export function cloudModel(kind: Cloud, { systems, section, management, ...parts }: CloudPod = {}): PodModel {
  const written = madeTargets[kind]
  const own = { ...(written?.[kind] as object), ...section }
  const target = { name: kind, ...Target.parse({ ...written, [kind]: own }) }
  const platform = { ...platformOf(kind), ...parts.platform }
  const loaded = loadedAnyPod({ generation: 'dgx-h100', scalableUnits: 1, ...systems }, { ...parts, platform })
  const pod = loaded.pod && management ? { ...loaded.pod, management: { nodes: management } } : loaded.pod
  return podModel({ ...loaded, ...(pod ? { pod } : {}), target })
}

/** What a pod's platform must say in a cloud. */
function platformOf(kind: Cloud) {
  const byCloud = {
    eks: { networkOperator: { owner: 'external' } },
    gke: { networkOperator: { owner: 'external' }, gpuOperator: { isolation: 'cdi' } },
    aks: { gpuOperator: { mode: 'managed' } },
  }
  return byCloud[kind]
}

/** The Terraform JSON of the stack that makes the pod's cluster. */
export async function clusterJson(kind: Cloud, pod: CloudPod = {}): Promise<TerraformJson> {
  const [first] = stackOutlines(cloudModel(kind, pod), await clusterLayer(kind))
  if (!first) throw new Error(`${kind} has no stack`)
  return synthesised(first).json
}
