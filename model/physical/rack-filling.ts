import { switchModels } from '#catalog'
import type { RackItem } from './rack-elevation.ts'

/** Height of a switch; undefined where its model, or the height of that, is not known. */
export function switchHeightU(model: string | undefined): number | undefined {
  return model === undefined ? undefined : switchModels[model]?.heightU.value
}

/**
 * Things in as few racks as hold them, each rack filled from the bottom up. What has no known height gets no rack unit,
 * and stays in the rack that is being filled.
 * @returns the items of each rack, in order; no rack for no things
 */
export function filledRacks(things: readonly Omit<RackItem, 'u'>[], rackHeightU: number): RackItem[][] {
  const racks: RackItem[][] = []
  let u = 1
  for (const thing of things) {
    const heightU = thing.heightU ?? 0
    const last = racks.at(-1)
    const fits = last !== undefined && u + heightU - 1 <= rackHeightU
    const rack = fits ? last : []
    if (!fits) {
      racks.push(rack)
      u = 1
    }
    rack.push(thing.heightU === undefined ? thing : { ...thing, u })
    u += heightU
  }
  return racks
}
