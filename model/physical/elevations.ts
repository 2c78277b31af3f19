import type { PodModel } from '../pod-model.ts'
import { computeElevation } from './elevation-compute.ts'
import { managementRacks, networkRacks } from './elevation-support.ts'
import { type FloorPlace, floorPlaces } from './floor-place.ts'
import type { RackElevation } from './rack-elevation.ts'

/**
 * Every rack of a pod with all that is known to stand in it. A row is a scalable unit: its racks with systems, then its
 * network racks; those for management are in the first row. Config may put any rack elsewhere.
 * @returns unit by unit, in the order of the rows; management racks last
 */
export function elevations(model: PodModel): RackElevation[] {
  const support = [...networkRacks(model), ...managementRacks(model)]
  const places = floorPlaces(model, support)
  const placed = <Named extends { readonly name: string }>(rack: Named): Named & FloorPlace => ({
    ...rack,
    ...(places.get(rack.name) ?? { row: 'a', column: 1 }),
  })
  const systems = new Map(model.systems.map((system) => [system.name, system]))
  return [
    ...model.racks.map((rack) => placed(computeElevation(rack, systems, model))),
    ...support.map((rack) => placed({ ...rack, heightU: model.rackHeightU, drawW: 0 })),
  ]
}
