import type { Place } from '#core'
import type { TargetFile } from './load-targets.ts'
import type { Places } from './loaded-pod.ts'
import { type LocatedMap, placeOf, pointAt } from './located.ts'

/** Values of a pod's files, with places. */
export interface PodFiles {
  readonly podFile: string
  /** Values of `superpod.yaml`, with the override of the chosen target. */
  readonly pod: LocatedMap | undefined
  /** Values of each tenant's file, by name. */
  readonly tenants: ReadonlyMap<string, LocatedMap>
  readonly targets: readonly TargetFile[]
  readonly inventory: LocatedMap | undefined
}

/** Places of everything that a pod's files write. */
export function placesIn({ podFile, pod, tenants, targets, inventory }: PodFiles): Places {
  const start: Place = { file: podFile, line: 1, column: 1 }
  return {
    at(path) {
      const [head = '', name = '', ...rest] = path.split('.')
      if (head === 'tenants') return placeIn(tenants.get(name), rest)
      if (head === 'targets') return placeIn(targets.find((target) => target.name === name)?.root, rest)
      if (head === 'inventory') return placeIn(inventory, [name, ...rest])
      return placeIn(pod, path === '' ? [] : path.split('.')) ?? start
    },
  }
}

function placeIn(root: LocatedMap | undefined, path: readonly string[]): Place | undefined {
  return root && placeOf(pointAt(root, path))
}
