import { type LoadedPod, Pod } from '#config'
import { type PodModel, podModel } from '#model'

/** Systems of a pod, as config writes them. */
export interface AnySystems {
  readonly generation: string
  readonly scalableUnits: number
  readonly count?: number
}

/** The model of a pod of which nothing is written but its systems, on a twin. */
export function anyPod(systems: AnySystems): PodModel {
  return podModel(loadedAnyPod(systems))
}

/** The same pod as its files would be read. */
export function loadedAnyPod(systems: AnySystems): LoadedPod {
  const name = 'tiny'
  return {
    name,
    dir: name,
    pod: Pod.parse({ name, systems }),
    tenants: [],
    target: { name: 'twin', kind: 'twin', engine: 'terraform', state: { backend: 'local' }, override: {} },
    targets: ['twin'],
    inventory: {},
    findings: [],
    places: { at: () => undefined },
  }
}
