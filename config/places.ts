import type { Place } from '#core'
import type { TargetFile } from './load-targets.ts'
import type { Places } from './loaded-pod.ts'
import { type LocatedMap, placeOf, pointAt } from './located.ts'

/**
 * Places of everything that a pod's files write.
 * @param pod - values of `superpod.yaml`, with the override of the chosen target
 * @param tenants - values of each tenant's file, by name
 */
export function placesIn(
  podFile: string,
  pod: LocatedMap | undefined,
  tenants: ReadonlyMap<string, LocatedMap>,
  targets: readonly TargetFile[],
): Places {
  const start: Place = { file: podFile, line: 1, column: 1 }
  return {
    at(path) {
      const [head = '', name = '', ...rest] = path.split('.')
      if (head === 'tenants') return placeIn(tenants.get(name), rest)
      if (head === 'targets') return placeIn(targets.find((target) => target.name === name)?.root, rest)
      return placeIn(pod, path === '' ? [] : path.split('.')) ?? start
    },
  }
}

function placeIn(root: LocatedMap | undefined, path: readonly string[]): Place | undefined {
  return root && placeOf(pointAt(root, path))
}
