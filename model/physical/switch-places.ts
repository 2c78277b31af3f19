import type { PodModel } from '../pod-model.ts'
import { managementRacks, networkRacks, type SupportedPod } from './elevation-support.ts'
import { floorPlaces } from './floor-place.ts'

/** Where a switch stands. */
export interface SwitchPlace {
  readonly rack: string
  /** Lowest rack unit; undefined where no source gives its height. */
  readonly u?: number
}

/** What places of switches and racks follow from. */
export type PlacedPod = SupportedPod & Pick<PodModel, 'racks' | 'rackPlaces' | 'systemsPerRack'>

/** Racks of the switches of the compute fabric, by switch. */
export function switchPlaces(pod: PlacedPod): ReadonlyMap<string, SwitchPlace> {
  const places = networkRacks(pod).flatMap(({ name: rack, items }) =>
    items.map(({ name, u }): [string, SwitchPlace] => [name, { rack, ...(u === undefined ? {} : { u }) }]),
  )
  return new Map(places)
}

/** Rows that racks stand in, by rack: compute, network and management racks. */
export function rackRows(pod: PlacedPod): ReadonlyMap<string, string> {
  const support = [...networkRacks(pod), ...managementRacks(pod)]
  return new Map([...floorPlaces(pod, support)].map(([rack, { row }]) => [rack, row]))
}
